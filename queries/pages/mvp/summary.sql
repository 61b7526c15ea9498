-- One row: how the MVP is doing and what is next, in a sentence, the earliest duty first, tracks
-- by the next checkpoint last, unless the year has ended; "or": one of them is enough.
-- key: one row
with steps as (
    select progress.track_rank, progress.is_on_track, still_missing as step,
    from progress
    join still_missing using (mvp_id, track)
    where progress.is_judged and progress.is_known and still_missing.horizon = 'checkpoint'
),
counted as (
    select count(*) as judged, count(*) filter (is_on_track) as on_track,
        string_agg(step, ', ' order by track_rank) as every, if(count(*) = count(step),
            string_agg(step, ' or ' order by track_rank), null) as any_one from steps
)
select if(members.status = 'left', 'No longer in the program.', concat_ws(' ',
    regexp_replace(label, '^.', upper(label[1])) || ' in ' || on_track || ' of '
        || nullif(judged, 0) || ' track' || if(judged = 1, '.', 's.'),
    if(judged = 0, 'Not judged: ', 'The others are not judged: ') || members.no_data_label || '.',
    coalesce('Next: ' || nullif(concat_ws('; then ',
        if(members.status = 'awaiting_nda', 'sign the NDA', null),
        certification_risk.duty,
        if(members.require = 'any', any_one, every) || ' by ' || checkpoint), '') || '.',
        if(judged = 0, null, 'Nothing more needed by ' || checkpoint || '.')))) as sentence,
from members cross join counted join rule_levels on rule_levels.level = 'on_track'
cross join (select if(as_of > final_checkpoint, null, strftime(next_checkpoint, '%b %-d'))
    as checkpoint from years where is_current)
left join certification_risk using (mvp_id)
