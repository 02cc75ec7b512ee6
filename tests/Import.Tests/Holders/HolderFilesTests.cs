// Files as a whole: what is refused before any row is looked at.

namespace HierarchySim.Import.Tests;

public class HolderFilesTests
{
    [Theory]
    [InlineData("ref,home,name,note", "Unknown columns: 'note'. A list of officials has only ref, home, name, posts, load_limit, members; remove the others.")]
    [InlineData("ref,home,name,role", "Unknown columns: 'role'. A list of officials has only ref, home, name, posts, load_limit, members; remove the others.")]
    [InlineData("ref,home", "Missing columns: 'name'. Add them; docs/import-holders.md explains each.")]
    [InlineData("ref,home,name,REF", "Column 'ref' occurs twice. Keep one of it.")]
    [InlineData("ref,home,name,mã số", "Column 'ref' occurs twice. Keep one of it.")]
    public void A_header_is_refused_by_name(string header, string reason) =>
        Assert.Equal(reason, DutyDesk.Read(HolderListKind.Officials, header, "a,b,c").Refusal?.Reason);

    [Theory]
    [InlineData("Đảng viên")]
    [InlineData("Ngày vào Đảng")]
    [InlineData("Đảng")]
    [InlineData("party_member")]
    [InlineData("Tôn giáo")]
    [InlineData("Religion")]
    [InlineData("Dân tộc")]
    [InlineData("dan toc")]
    [InlineData("Ethnicity")]
    [InlineData("Tình trạng sức khỏe")]
    [InlineData("Health")]
    [InlineData("Chính kiến")]
    [InlineData("Opinions")]
    public void What_is_never_kept_is_refused_with_the_reason(string title)
    {
        foreach (var (kind, columns) in new[] { (HolderListKind.Officials, DutyDesk.OfficialColumns), (HolderListKind.Assignments, DutyDesk.AssignmentColumns) })
            Assert.Equal(
                $"'{title}': party membership, religion, ethnicity, health and opinions are never kept of anybody, under any title. Delete these columns from the file.",
                DutyDesk.Read(kind, $"{columns},{title}", "a,b,c,,,,riêng tư").Refusal?.Reason);
    }

    [Theory]
    [InlineData("holder,role,units", "Missing columns: 'from'. Add them; docs/import-holders.md explains each.")]
    [InlineData("holder,role,units,from,ghi chú", "Unknown columns: 'ghi chú'. A list of assignments has only holder, role, units, set_name, from, to; remove the others.")]
    public void A_list_of_assignments_has_columns_of_its_own(string header, string reason) =>
        Assert.Equal(reason, DutyDesk.Read(HolderListKind.Assignments, header, "a,b,c,d,e").Refusal?.Reason);

    [Fact]
    public void Vietnamese_titles_in_any_order_mean_the_same() =>
        Assert.Null(DutyDesk.Read(HolderListKind.Officials, "Họ tên;Mã số;ĐƠN VỊ CÔNG TÁC;Chức vụ;Số đơn vị tối đa;Thành viên", "a;b;c;;;").Refusal);
}
