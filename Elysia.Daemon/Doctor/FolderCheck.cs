using System.Globalization;

namespace Elysia.Doctor;

/// <summary>Checks that the daemon can write to its folders, that there is disk space, and that its secrets are
/// protected.</summary>
/// <param name="root">The machine's root folder; tests pass another one.</param>
/// <param name="userId">The user id of the daemon's account; null if the account does not exist.</param>
/// <param name="stat">Returns the owner of a path; null if the path cannot be accessed.</param>
internal sealed class FolderCheck(string root, long? userId, Func<string, long?> stat) : ICheck
{
    /// <summary>The account that the package creates.</summary>
    public const string User = "elysia";

    private const string Subject = "folders";
    private const long FreeMinBytes = 10 << 20;
    private const long FreeWarnBytes = 200 << 20;

    private const string Backups = "var/backups/elysia";

    private static readonly string[] Folders = ["var/lib/elysia", "var/log/elysia"];
    private static readonly string[] Secrets = ["etc/elysia/elysia.env", "etc/credstore/elysia-jwt-secret"];

    /// <summary>Returns the user id of the daemon's account from the lines of /etc/passwd (passwd(5)).</summary>
    public static long? UserId(IEnumerable<string> passwd) =>
        passwd.Select(line => line.Split(':')).FirstOrDefault(field => field.Length > 2 && field[0] == User) is { } entry
            && long.TryParse(entry[2], NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Finding>> RunAsync()
    {
        if (userId is null)
        {
            // Without the account the daemon is not installed: it is started by hand, from a build, and writes to no
            // folder.
            return Task.FromResult<IReadOnlyList<Finding>>([]);
        }

        List<Finding> findings = [.. Folders.SelectMany(Check), .. FreeSpace(Backups), .. Secrets.SelectMany(CheckSecret)];
        return Task.FromResult<IReadOnlyList<Finding>>(findings.Count > 0 ? findings
            : [Finding.Ok(Subject, "The daemon can write to its folders, there is disk space, and secrets are protected.")]);
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
            yield return Finding.Problem(Subject, $"/{folder} belongs to another user, so the daemon cannot write there.",
                $"sudo chown -R {User}: /{folder}");
        }

        foreach (Finding finding in FreeSpace(folder))
        {
            yield return finding;
        }
    }

    private IEnumerable<Finding> FreeSpace(string folder)
    {
        string path = Path.Combine(root, folder);
        if (!Directory.Exists(path))
        {
            yield break;
        }

        long free = new DriveInfo(path).AvailableFreeSpace;
        if (free < FreeWarnBytes)
        {
            string fact = $"The disk of /{folder} has {free >> 20} MB left.";
            const string Remedy = "Free disk space: sudo du -xh --max-depth=2 /var | sort -h | tail";
            yield return free < FreeMinBytes ? Finding.Problem(Subject, fact, Remedy) : Finding.Warning(Subject, fact, Remedy);
        }
    }

    private IEnumerable<Finding> CheckSecret(string file)
    {
        const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        string path = Path.Combine(root, file);
        if (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & Others) != 0)
        {
            yield return Finding.Warning(Subject, $"Every user of this machine can read /{file}, and it may hold a secret.",
                $"sudo chmod o= /{file}");
        }
    }
}
