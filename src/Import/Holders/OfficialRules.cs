// What a row of a list of officials and teams must be by itself, and beside the one its key
// stands for already. Whatever is wrong is noted in the row; all of it, not the first alone.

using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

internal static class OfficialRules
{
    /// <summary>The posts of an official's row.</summary>
    public static string[] Posts(HolderRow row, Catalog catalog)
    {
        var posts = row.Items(HolderColumns.Posts);
        if (posts.Length > Limits.PostsPerOfficialMax)
            row.Refuse(HolderColumns.Posts, $"an official has at most {Limits.PostsPerOfficialMax} posts (PostsPerOfficialMax)", "Leave out those that matter least");
        if (posts.Distinct().Count() < posts.Length) row.Refuse(HolderColumns.Posts, "a post is named twice", "Name each once");
        foreach (var code in posts)
        {
            if (catalog.FindPost(code) is not { } post)
                row.Refuse(HolderColumns.Posts, $"the catalogue has no post '{code}'", $"Write one of {string.Join(", ", catalog.Posts.Select(one => one.Code))}, separated by ';'");
            else if (post.AlsoHolds is { } other && !posts.Contains(other))
                row.Refuse(HolderColumns.Posts, $"whoever has the post '{code}' has the post '{other}' too", $"Add '{other}'");
        }

        return posts;
    }

    /// <summary>The load limit of an official's row; 0 when none is given.</summary>
    public static int LoadLimit(HolderRow row)
    {
        var text = row.Text(HolderColumns.LoadLimit);
        if (text.Length == 0) return 0;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= Limits.LoadPerOfficialMax) return limit;
        row.Refuse(HolderColumns.LoadLimit, $"a load limit is 1 to {Limits.LoadPerOfficialMax} units (LoadPerOfficialMax)", "Correct it, or leave it empty for the catalogue's");
        return 0;
    }

    /// <summary>The members of a team's row.</summary>
    public static string[] TeamMembers(HolderRow row)
    {
        if (row.Text(HolderColumns.Posts).Length > 0) row.Refuse(HolderColumns.Posts, "a row with members is a team, and a team has no posts", "Empty this cell");
        if (row.Text(HolderColumns.LoadLimit).Length > 0) row.Refuse(HolderColumns.LoadLimit, "a row with members is a team, and its members have the limits", "Empty this cell");
        var members = row.Items(HolderColumns.Members);
        if (members.Length > Limits.TeamMembersMax) row.Refuse(HolderColumns.Members, $"a team has 1 to {Limits.TeamMembersMax} members (TeamMembersMax)", "Make two teams of it");
        if (members.Distinct().Count() < members.Length) row.Refuse(HolderColumns.Members, "a member is named twice", "Name each once");
        return members;
    }

    /// <summary>The official or team that a key stands for; null when a row may not be about it.</summary>
    public static HolderView? Known(HolderRow row, HolderRef known, UnitPlace home, HomeBook book, bool wantsTeam)
    {
        if (known.Holder.Home != home.Id)
            row.Refuse(HolderColumns.Home, $"the home of this key is unit {known.Holder.Home}, and nobody is moved by a list", "End the official there, and give a row with another key");
        else if (book.Find(known.Holder) is not { } view || !HomeBook.IsActive(view))
            row.Refuse(HolderColumns.Ref, "the official or team of this key has ended", "Remove the row, or give who comes after another key");
        else if (view.Team is null == wantsTeam)
            row.Refuse(HolderColumns.Members, wantsTeam ? "this key is an official's, and a row with members is a team" : "this key is a team's, and a row without members is an official", "Give the row another key");
        else return view;
        return null;
    }
}
