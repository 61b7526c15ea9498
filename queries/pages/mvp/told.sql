-- One row per frozen checkpoint, version of it and judged track, the newest first: what was told,
-- what is known for that day now, and what arrived later, in sentences.
with arrived as (
    select compared_on, track, count(*) as contributions from arrived_since where counted
    group by all
)
select
    compared_on as checkpoint,
    concat_ws(' ',
        coalesce(track_title, track) || ': ' || coalesce(
            format('told {:,} of {:,}, ', published_done, published_expected)
            || published_level_label, 'nothing was told') || '.',
        if(number > 1, 'Corrected then: ' || reason || '.', null),
        case
            when done is null then 'Not known any more.'
            when (done, expected, level)
                = (published_done, published_expected, published_level) then 'Unchanged since.'
            else format('Known today: {:,} of {:,}, ', done, expected) || level_label || '.'
        end,
        if(is_latest, format('{:,}', arrived.contributions) || if(arrived.contributions = 1,
            ' contribution arrived later.', ' contributions arrived later.'), null),
        if(is_by_other_settings, 'Settings have changed since.', null)
    ) as told,
from progress_comparison
left join rule_tracks using (track)
left join arrived using (compared_on, track)
where is_judged and was_told
order by compared_on desc, number desc, track_rank nulls last, track
