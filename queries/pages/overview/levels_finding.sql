-- One row: in which track the largest share of the committed MVPs is not on_track, and how many
-- they are; null where no level is known.
-- key: one row
with committed_now as (
    select * from progress where is_committed and status = 'active'
),
counted as (
    select
        track_label, track_rank,
        count(*) filter (is_known) as known,
        count(*) filter (is_known and not is_on_track) as behind,
    from committed_now group by all
),
unknown as (
    select count(distinct mvp_id) as unknown from committed_now where not is_known
),
words as (
    select string_agg(label, ' or ' order by level_rank) as labels
    from rule_levels where level in ('behind', 'off_track')
)
select if(known = 0, null, if(behind = 0, 'Nobody who has committed is ' || labels,
    format('{:,} of {:,} ', behind, known) || track_label || ' '
        || if(known = 1, person_word, people_word) || if(behind = 1, ' is ', ' are ') || labels
    ) || if(unknown = 0, '',
        format('; the level of {:,} is unknown in a track', unknown))) as sentence,
from counted cross join unknown cross join words cross join rule_settings
qualify row_number() over (order by behind / nullif(known, 0) desc nulls last, track_rank) = 1
