using System.Text.Json;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// format.json: says that a folder is a HierarchySim data folder and of which format version, in text an operator can
/// read. The version counts changes of the layout as a whole, so that an older program refuses the whole folder
/// before it opens a single file of it.
/// </summary>
internal sealed record FolderFormat(string Format, int Version, DateTimeOffset CreatedAt)
{
    public const string Name = "hierarchysim-data";
    public const int CurrentVersion = 1;

    public static FolderFormat New(DateTimeOffset createdAt) => new(Name, CurrentVersion, createdAt.ToUniversalTime());

    public void Write(string path) => DurableFile.WriteAllBytes(path, JsonFile.Encode(this));

    /// <exception cref="DataFolderException">Not the file it should be, or of a later version.</exception>
    public static FolderFormat Read(string path)
    {
        FolderFormat format;
        try
        {
            format = JsonFile.Decode<FolderFormat>(File.ReadAllBytes(path));
        }
        catch (JsonException error)
        {
            throw new DataFolderException(DataFolderReason.Damaged,
                $"'{path}' cannot be read as JSON. Restore it from a backup of this folder.", error);
        }
        if (format.Format != Name)
        {
            throw new DataFolderException(DataFolderReason.Foreign,
                $"'{path}' says format '{format.Format}', and a HierarchySim data folder says '{Name}'. Choose another folder.");
        }
        if (format.Version > CurrentVersion)
        {
            throw new DataFolderException(DataFolderReason.NewerVersion,
                $"Data folder '{Path.GetDirectoryName(path)}' has format version {format.Version}, and this program reads up to "
                + $"{CurrentVersion}. Use the program version that wrote it, or a later one.");
        }
        return format;
    }
}
