namespace HierarchySim.Core;

/// <summary>The rules of a lawful level scheme. All broken ones are reported, not the first.</summary>
internal static class LevelSchemeRules
{
    public static List<string> Check(string code, TimeSpan offset, IReadOnlyList<LevelDefinition> levels, IReadOnlyList<KindDefinition> kinds)
    {
        var problems = new List<string>();
        if (!IsCode(code)) problems.Add($"scheme code '{code}' must be 1 to {Limits.SchemeCodeLengthMax} of a-z, 0-9 and '-'");
        if (offset.Duration() > TimeSpan.FromHours(14)) problems.Add("offset must lie between -14:00 and +14:00");
        if (offset.Ticks % TimeSpan.TicksPerMinute != 0) problems.Add("offset must be whole minutes");
        CheckLevels(levels, problems);
        CheckKinds(levels, kinds, problems);
        return problems;
    }

    private static void CheckLevels(IReadOnlyList<LevelDefinition> levels, List<string> problems)
    {
        if (levels.Count is < 2 or > Limits.LevelsMax) problems.Add($"levels: {levels.Count} given, 2 to {Limits.LevelsMax} allowed (Limits.LevelsMax)");
        for (var i = 0; i < levels.Count; i++)
        {
            var level = levels[i];
            var above = levels.Take(i).Select(l => l.Code).ToHashSet();
            if (!IsCode(level.Code)) problems.Add($"level {i + 1}: code '{level.Code}' must be 1 to {Limits.SchemeCodeLengthMax} of a-z, 0-9 and '-'");
            if (above.Contains(level.Code)) problems.Add($"level '{level.Code}' is listed twice");
            if (string.IsNullOrWhiteSpace(level.Name) || string.IsNullOrWhiteSpace(level.NameVi)) problems.Add($"level '{level.Code}' needs name and nameVi");
            if (level.CodeDigits is < 0 or > Limits.OfficialCodeLengthMax) problems.Add($"level '{level.Code}': codeDigits must be 0 to {Limits.OfficialCodeLengthMax}");
            if (i == 0 && level.Parents.Count > 0) problems.Add($"level '{level.Code}' is the root and may have no parents");
            if (i > 0 && level.Parents.Count == 0) problems.Add($"level '{level.Code}' needs at least one parent level");
            foreach (var parent in level.Parents.Where(parent => !above.Contains(parent)))
                problems.Add($"level '{level.Code}': parent '{parent}' is not a level listed above it");
            var below = levels.Skip(i + 1).Select(l => l.Code).ToHashSet();
            foreach (var held in level.MayHold.Where(held => !below.Contains(held)))
                problems.Add($"level '{level.Code}': mayHold '{held}' is not a level listed below it");
        }
    }

    private static void CheckKinds(IReadOnlyList<LevelDefinition> levels, IReadOnlyList<KindDefinition> kinds, List<string> problems)
    {
        if (kinds.Count > Limits.KindsMax) problems.Add($"kinds: {kinds.Count} given, at most {Limits.KindsMax} allowed (Limits.KindsMax)");
        var seen = new HashSet<string>();
        foreach (var kind in kinds)
        {
            if (!IsCode(kind.Code)) problems.Add($"kind code '{kind.Code}' must be 1 to {Limits.SchemeCodeLengthMax} of a-z, 0-9 and '-'");
            if (!seen.Add(kind.Code)) problems.Add($"kind '{kind.Code}' is listed twice");
            if (levels.All(level => level.Code != kind.Level)) problems.Add($"kind '{kind.Code}': level '{kind.Level}' does not exist");
            if (string.IsNullOrWhiteSpace(kind.Name) || string.IsNullOrWhiteSpace(kind.NameVi)) problems.Add($"kind '{kind.Code}' needs name and nameVi");
        }
        foreach (var level in levels.Where(level => kinds.All(kind => kind.Level != level.Code)))
            problems.Add($"level '{level.Code}' has no kind");
    }

    private static bool IsCode(string? code) =>
        code is { Length: > 0 and <= Limits.SchemeCodeLengthMax } && code.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
