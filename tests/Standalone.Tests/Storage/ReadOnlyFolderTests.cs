using System.Diagnostics;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Storage;

/// <summary>
/// A folder that cannot be written. Permission bits do not bind root, so for root a child process mounts the folder
/// read-only in a mount namespace of its own and runs the inner test there; where that is not allowed either, the
/// test says that it did not run.
/// </summary>
public sealed class ReadOnlyFolderTests : IDisposable
{
    private const string FolderVariable = "HIERARCHYSIM_TEST_READ_ONLY_FOLDER";
    private const int CannotMount = 97;
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void A_read_only_folder_is_refused_with_its_reason()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("NOT RUN: read-only folders are made with Linux means.");
        using (DataFolder made = DataFolder.Open(_temp["made"], JournalFixture.Now))
            SqliteJournalStore.Open(made).Dispose();
        Directory.CreateDirectory(_temp["empty"]);
        if (Environment.UserName == "root")
            RunInReadOnlyMount();
        else
            RunWithPermissionBits();
        Assert.False(Directory.Exists(_temp["new"]));
    }

    [Fact(Explicit = true)]
    public void Inner() => RequireRefusals(Environment.GetEnvironmentVariable(FolderVariable)!);

    private static void RequireRefusals(string root)
    {
        foreach (string name in (string[])["new", "made", "empty"])
        {
            string path = Path.Combine(root, name);
            DataFolderException error = Assert.ThrowsAny<DataFolderException>(() => DataFolder.Open(path, JournalFixture.Now));
            Assert.IsType<DataFolderReadOnlyException>(error);
            Assert.Contains("write access", error.Message, StringComparison.Ordinal);
        }
    }

    private void RunWithPermissionBits()
    {
        if (!OperatingSystem.IsLinux())
            return;
        const UnixFileMode readOnly = UnixFileMode.UserRead | UnixFileMode.UserExecute, all = readOnly | UnixFileMode.UserWrite;
        File.SetUnixFileMode(Path.Combine(_temp["made"], "lock"), UnixFileMode.UserRead);
        File.SetUnixFileMode(_temp["empty"], readOnly);
        File.SetUnixFileMode(_temp.Path, readOnly);
        try
        {
            RequireRefusals(_temp.Path);
        }
        finally
        {
            File.SetUnixFileMode(_temp.Path, all);
            File.SetUnixFileMode(_temp["empty"], all);
        }
    }

    private void RunInReadOnlyMount()
    {
        ProcessStartInfo start = new("unshare") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[
            "-m", "sh", "-c",
            "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" || exit 97; exec \"$1\" \"$2\" -method \"$3\" -explicit only",
            _temp.Path,
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            typeof(ReadOnlyFolderTests).Assembly.Location,
            $"{typeof(ReadOnlyFolderTests).FullName}.{nameof(Inner)}"])
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment[FolderVariable] = _temp.Path;
        using Process? child = TryStart(start);
        if (child is null)
            Assert.Skip("NOT RUN: running as root, and 'unshare' is not there to mount a folder read-only.");
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        if (child.ExitCode is CannotMount or 1 && !output.Contains("Total:", StringComparison.Ordinal))
            Assert.Skip("NOT RUN: running as root, and this system does not allow a mount namespace.");
        Assert.True(child.ExitCode == 0 && output.Contains("Total: 1", StringComparison.Ordinal), output);
    }

    private static Process? TryStart(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
