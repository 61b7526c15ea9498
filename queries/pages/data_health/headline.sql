-- One row: whether the numbers can be trusted, and if not, what speaks against it, in a sentence.
-- key: one row
with spans as (
    select
        string_agg(track_label, ', ' order by track_rank) filter (days_old is null) as without,
        string_agg(track_label, ', ' order by track_rank)
            filter (is_stale and days_old is not null) as stale,
    from reach
    join rule_tracks using (track)
),
counted as (
    select
        (select sum(rejected + unmapped) from build_files)::bigint as unused,
        (select sum(rows_read) from build_files)::bigint as rows_read,
        (select count(*) from raw_files where not_read_because is not null) as not_read,
        (select sum(times) from warnings where warning != 'unmapped_value')::bigint as doubtful,
)
select coalesce('Before you trust today''s numbers: ' || nullif(concat_ws('; ',
    'there is no data of ' || without,
    'the data of ' || stale || ' is too old, so nobody is flagged there',
    if(unused > 0, format('{:,} of {:,} rows ', unused, rows_read)
        || if(unused = 1, 'is', 'are') || ' in no figure', null),
    if(not_read > 0, format('{:,}', not_read)
        || if(not_read = 1, ' raw export was', ' raw exports were') || ' not read', null),
    if(doubtful > 0, format('{:,}', doubtful) || if(doubtful = 1,
        ' row contradicts itself or another', ' rows contradict themselves or others'), null)
), '') || '.', 'Today''s numbers can be trusted: the data of every track is recent, and every row '
    || 'that was read is in order.') as sentence,
from spans
cross join counted
