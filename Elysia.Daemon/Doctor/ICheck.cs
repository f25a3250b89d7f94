namespace Elysia.Doctor;

/// <summary>Looks at one side of a machine. Changes nothing, and what it cannot see is a finding, not an exception.</summary>
internal interface ICheck
{
    /// <summary>Looks.</summary>
    /// <returns>At least one finding, or none when there is nothing of the kind on this machine.</returns>
    Task<IReadOnlyList<Finding>> LookAsync();
}
