-- One row per statement that a track's data is complete up to a day, or from a day on.
create table sources (
    track varchar not null,
    complete_until date,  -- null: the newest contribution of the track
    complete_from date,   -- null: the year of the first contribution
    first_row_on date,    -- the day of the first row of its exports, of anybody; null: not known
    newest_row_on date,   -- the day of the newest one; null: not known
)
