namespace HierarchySim.Import.Reading;

/// <summary>
/// Ends the reading of a file from wherever the reason is found. It never leaves this assembly:
/// <see cref="UnitListReader"/> turns it into a <see cref="FileRefusal"/>.
/// </summary>
internal sealed class FileRefusedException(string reason) : Exception(reason);
