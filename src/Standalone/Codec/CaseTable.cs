using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>
/// Writes each case's terms, and what a case is, once per payload: a case passes several units in one step, and a category's terms
/// come with every case.
/// </summary>
internal sealed class CaseWriter
{
    private readonly Dictionary<CaseSpec, int> specs = new(new SameCase());
    private readonly Dictionary<CategoryTerms, int> terms = [];

    public void Clear()
    {
        if (specs.Count > 0) specs.Clear();
        if (terms.Count > 0) terms.Clear();
    }

    public void Write(ByteWriter to, CaseSpec spec)
    {
        if (specs.TryGetValue(spec, out var index))
        {
            to.Unsigned(index);
            return;
        }
        to.Unsigned(specs.Count);
        specs.Add(spec, specs.Count);
        IdCodec.Write(to, spec.Id);
        WriteTerms(to, spec.Terms);
        to.Byte((byte)spec.Reality);
        to.Signed(spec.RaisedAt.Milliseconds);
        IdCodec.Write(to, spec.Subject);
        IdCodec.Write(to, spec.Text);
    }

    private void WriteTerms(ByteWriter to, CategoryTerms value)
    {
        if (terms.TryGetValue(value, out var index))
        {
            to.Unsigned(index);
            return;
        }
        to.Unsigned(terms.Count);
        terms.Add(value, terms.Count);
        to.Byte(value.Number);
        to.Unsigned(value.Version);
        to.Text(value.Code);
        to.Byte(value.Competent.Index);
        to.Unsigned(value.Limits.Length);
        foreach (var limit in value.Limits)
        {
            to.Unsigned(limit.Amount);
            to.Byte((byte)limit.Unit);
        }
    }
}

/// <summary>
/// Equal cases are one, whether or not they are one object: after a replay a unit's file and its custody hold copies where live they
/// share, and both states must give the same bytes. The id tells nearly all apart at the price of two numbers.
/// </summary>
internal sealed class SameCase : IEqualityComparer<CaseSpec>
{
    public bool Equals(CaseSpec? x, CaseSpec? y) => x == y;

    public int GetHashCode(CaseSpec spec) => spec.Id.GetHashCode();
}

/// <summary>Reads what <see cref="CaseWriter"/> wrote.</summary>
internal sealed class CaseReader(SharedTerms shared)
{
    private readonly List<CaseSpec> specs = [];
    private readonly List<CategoryTerms> terms = [];

    public void Clear()
    {
        specs.Clear();
        terms.Clear();
    }

    public CaseSpec Read(ref ByteReader from)
    {
        var index = from.Int32();
        if (index < specs.Count) return specs[index];
        if (index > specs.Count) throw new CodecException($"Case number {index} is used before it is written.");
        var spec = new CaseSpec(
            IdCodec.ReadCase(ref from), ReadTerms(ref from), (Reality)from.Byte(), new Instant(from.Signed()), IdCodec.ReadHolder(ref from),
            IdCodec.ReadText(ref from));
        specs.Add(spec);
        return spec;
    }

    private CategoryTerms ReadTerms(ref ByteReader from)
    {
        var index = from.Int32();
        if (index < terms.Count) return terms[index];
        if (index > terms.Count) throw new CodecException($"Category number {index} is used before it is written.");
        var (number, version, code, competent) = (from.Byte(), from.Int32(), from.Text(), new Level(from.Byte()));
        var limits = new TierLimit[from.Count()];
        for (var i = 0; i < limits.Length; i++)
        {
            var amount = from.Int32();
            var unit = (LimitUnit)from.Byte();
            limits[i] = new TierLimit(amount, unit);
        }
        var value = shared.Share(new CategoryTerms(number, version, code, competent, limits));
        terms.Add(value);
        return value;
    }
}
