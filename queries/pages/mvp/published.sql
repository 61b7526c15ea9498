-- One row per frozen checkpoint, version of it and judged track, the newest first: the published
-- figures beside those that are known for that day now. A track may have ended since.
select
    compared_on as checkpoint,
    case
        when number = 1 then if(is_latest, 'published', 'published first')
        else if(is_latest, 'corrected: ', 'corrected, then again: ') || reason
    end as version,
    coalesce(track_label, track) as track,
    format('{:,} of {:,}, ', published_done, published_expected) || published_level_label
        as published,
    format('{:,} of {:,}, ', done, expected) || level_label as known,
    case
        when published_done is null then 'not published'
        when done is null then 'not known any more'
        else coalesce(nullif(concat_ws(
            ', ',
            if(done != published_done, if(done > published_done, '+', '')
                || format('{:,} done', done - published_done), null),
            if(expected != published_expected, if(expected > published_expected, '+', '')
                || format('{:,} expected', expected - published_expected), null),
            if(level != published_level, 'another level', null),
            if(is_committed and not published_committed, 'committed since', null),
            if(published_committed and not is_committed, 'commitment withdrawn', null)
        ), ''), 'unchanged')
    end || if(is_by_other_settings, '; settings have changed since', '') as difference,
from progress_comparison
left join rule_tracks using (track)
where is_judged and was_told
order by compared_on desc, number desc, track_rank nulls last, track
