namespace HierarchySim.Standalone.Storage;

/// <summary>What survey and rebuild take for a whole record: its row unaltered, and for a text also the text at its place.</summary>
internal static class WholeRecords
{
    /// <summary>Records that cannot be handed out.</summary>
    public static long CountDamaged(SqliteDatabase database)
    {
        using TextPlaces? texts = PlacesIn(database);
        return KeyedRecords.Read(database).Count(row => !row.IsWhole || (PlaceOf(row) is { } place && Text(texts, place) is null));
    }

    /// <summary>Copies the rows that are whole, with their texts in the order of their places.</summary>
    public static void Copy(IEnumerable<KeyedRecords.Row> rows, SqliteDatabase old, SqliteDatabase made)
    {
        using TextPlaces? from = PlacesIn(old);
        using TextPlaces to = new(made);
        using SqliteStatement put = made.Prepare("INSERT INTO records(key, version, value, crc) VALUES(?1, ?2, ?3, ?4)");
        List<long> places = [];
        foreach (KeyedRecords.Row row in rows)
        {
            if (PlaceOf(row) is { } place)
            {
                if (Text(from, place) is null)
                    continue;
                places.Add(place);
            }
            put.Bind(1, row.Key).Bind(2, row.Version).Bind(3, row.Value).Bind(4, row.Crc).Run();
        }
        foreach (long place in places.Order())
            to.AddAt(place, Text(from, place));
        ErasureRedo.Recount(made);
    }

    private static TextPlaces? PlacesIn(SqliteDatabase database) =>
        JournalSchema.HasTexts(database) ? new TextPlaces(database) : null;

    /// <summary>Null for a record that is no text, or one that was erased; no place has number 0.</summary>
    private static long? PlaceOf(KeyedRecords.Row row)
    {
        if (!RecordKeys.IsText(row.Key))
            return null;
        TextCell.TryDecode(row.Value, out TextCell cell);
        return cell.ErasedAt.IsSet ? null : cell.Place;
    }

    private static byte[]? Text(TextPlaces? texts, long place)
    {
        try
        {
            return texts?.Read(place);
        }
        catch (StorageFailedException failure) when (failure.Reason == StorageFailure.Corrupt)
        {
            return null;
        }
    }
}
