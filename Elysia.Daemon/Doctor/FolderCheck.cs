using System.Globalization;

namespace Elysia.Doctor;

/// <summary>Whether she can write where she must, whether there is room, and whether her secrets are hers.</summary>
/// <param name="root">The machine's root; another in a test.</param>
/// <param name="userId">The number of the account she runs under; null where there is none.</param>
/// <param name="stat">Owner of a path; null where it cannot be seen.</param>
internal sealed class FolderCheck(string root, long? userId, Func<string, long?> stat) : ICheck
{
    /// <summary>The account that the package makes.</summary>
    public const string User = "elysia";

    private const string Subject = "folders";
    private const long RoomMinBytes = 10 << 20;
    private const long RoomWarnBytes = 200 << 20;

    private const string Backups = "var/backups/elysia";

    private static readonly string[] Folders = ["var/lib/elysia", "var/log/elysia"];
    private static readonly string[] Secrets = ["etc/elysia/elysia.env", "etc/credstore/elysia-jwt-secret"];

    /// <summary>The number of her account (passwd(5)).</summary>
    public static long? UserId(IEnumerable<string> passwd) =>
        passwd.Select(line => line.Split(':')).FirstOrDefault(field => field.Length > 2 && field[0] == User) is { } entry
            && long.TryParse(entry[2], NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Finding>> LookAsync()
    {
        if (userId is null)
        {
            // She was started by hand, from a build: then she writes nothing.
            return Task.FromResult<IReadOnlyList<Finding>>([]);
        }

        List<Finding> findings = [.. Folders.SelectMany(Check), .. Room(Backups), .. Secrets.SelectMany(LookAtSecret)];
        return Task.FromResult<IReadOnlyList<Finding>>(findings.Count > 0 ? findings
            : [Finding.Ok(Subject, "She may write where she must, there is room, and secrets are root's.")]);
    }

    private IEnumerable<Finding> Check(string folder)
    {
        string path = Path.Combine(root, folder);
        if (!Directory.Exists(path))
        {
            yield return Finding.Problem(Subject, $"/{folder} is missing.", "sudo systemd-tmpfiles --create elysia-avatar.conf");
            yield break;
        }

        if (stat(path) is { } owner && owner != userId)
        {
            yield return Finding.Problem(Subject, $"/{folder} is not hers, so she cannot write there.",
                $"sudo chown -R {User}: /{folder}");
        }

        foreach (Finding finding in Room(folder))
        {
            yield return finding;
        }
    }

    private IEnumerable<Finding> Room(string folder)
    {
        string path = Path.Combine(root, folder);
        if (!Directory.Exists(path))
        {
            yield break;
        }

        long room = new DriveInfo(path).AvailableFreeSpace;
        if (room < RoomWarnBytes)
        {
            string fact = $"The disk of /{folder} has {room >> 20} MB left.";
            const string Remedy = "Make room: sudo du -xh --max-depth=2 /var | sort -h | tail";
            yield return room < RoomMinBytes ? Finding.Problem(Subject, fact, Remedy) : Finding.Warning(Subject, fact, Remedy);
        }
    }

    private IEnumerable<Finding> LookAtSecret(string file)
    {
        const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        string path = Path.Combine(root, file);
        if (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & Others) != 0)
        {
            yield return Finding.Warning(Subject, $"Everybody on this machine may read /{file}, and it may hold a secret.",
                $"sudo chmod o= /{file}");
        }
    }
}
