namespace HierarchySim.Gateway;

/// <summary>
/// A kind of error. Its name is part of the API: it is the last part of the problem's <c>type</c>, it is never renamed, and
/// the page under that address explains it.
/// </summary>
/// <param name="Name">Stable, lower case with dashes.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">The same for every occurrence.</param>
/// <param name="Meaning">What it means, for the page.</param>
/// <param name="NextStep">What a caller can do, for the page.</param>
internal sealed record ProblemType(string Name, int Status, string Title, string Meaning, string NextStep)
{
    /// <summary>The <c>type</c> member: a path on this server that explains it.</summary>
    public string Uri => "/problems/" + Name;
}
