using System.Globalization;

namespace HierarchySim.Core;

/// <summary>
/// Stands for what commands change about a thing, and for nothing that changes by itself, such as the counters of a subtree. Two
/// views with the same edition show the same name, code, text or members; so a caller that names the edition it saw cannot undo a
/// change it did not see. The same in every engine and every life of a unit.
/// </summary>
/// <param name="Value">A digest (FNV-1a, 64 bits): it tells things apart, it protects nothing.</param>
public readonly record struct Edition(ulong Value)
{
    /// <summary>Characters of the text form.</summary>
    public const int Length = 16;

    /// <summary>The edition of a unit: its name, codes and end.</summary>
    public static Edition OfUnit(string name, IReadOnlyList<OfficialCode> codes, DateOnly? closed)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var digest = new Digest("unit").Add(name).Add(closed);
        foreach (var code in codes) digest = digest.Add(code.Value).Add(code.ValidFrom).Add(code.ValidTo);
        return digest.Edition;
    }

    /// <summary>The edition of a directive at its issuer: its revision and state.</summary>
    public static Edition Of(IssuedDirective directive)
    {
        ArgumentNullException.ThrowIfNull(directive);
        return new Digest("directive").Add(directive.Spec.Revision).Add((int)directive.State).Edition;
    }

    /// <summary>The edition of an official: name, posts, load limit and end. Leave is recorded apart from them and is not in it.</summary>
    public static Edition Of(Official official)
    {
        ArgumentNullException.ThrowIfNull(official);
        var digest = new Digest("official").Add(official.Name).Add(official.LoadLimit).Add(official.IsActive ? 1 : 0);
        foreach (var post in official.Posts) digest = digest.Add(post);
        return digest.Edition;
    }

    /// <summary>The edition of a team: name, members and end.</summary>
    public static Edition Of(Team team)
    {
        ArgumentNullException.ThrowIfNull(team);
        var digest = new Digest("team").Add(team.Name).Add(team.IsActive ? 1 : 0);
        foreach (var member in team.Members) digest = digest.Add(member.Home.Value).Add(member.Number);
        return digest.Edition;
    }

    /// <summary>The edition of a text.</summary>
    public static Edition OfText(string text) => new Digest("text").Add(text).Edition;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Edition edition)
    {
        edition = default;
        if (text.Length != Length) return false;
        foreach (var c in text)
            if (c is not ((>= '0' and <= '9') or (>= 'a' and <= 'f'))) return false;
        edition = new Edition(ulong.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        return true;
    }

    private readonly struct Digest(ulong value)
    {
        private const ulong Start = 14695981039346656037, Prime = 1099511628211;

        public Digest(string kind)
            : this(Start) => this = Add(kind);

        public Edition Edition => new(value);

        // The length keeps ("ab", "c") apart from ("a", "bc").
        public Digest Add(string text)
        {
            var digest = Add(text.Length).Edition.Value;
            foreach (var unit in text) digest = (digest ^ unit) * Prime;
            return new Digest(digest);
        }

        public Digest Add(long number)
        {
            var digest = value;
            for (var shift = 0; shift < 64; shift += 8) digest = (digest ^ (byte)(number >> shift)) * Prime;
            return new Digest(digest);
        }

        public Digest Add(DateOnly? day) => Add(day is { } known ? known.DayNumber : -1);
    }
}
