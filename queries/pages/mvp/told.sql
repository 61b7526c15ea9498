-- One row per passed checkpoint that was kept, record of what was told and judged track, the newest
-- first: what was told, beside what is known of that day today.
select
    moment as checkpoint,
    case
        when number = 1 then if(is_latest, 'told', 'told first')
        else if(is_latest, 'corrected: ', 'corrected, then again: ') || reason
    end as record,
    track,
    told_done || ' of ' || told_expected || ', ' || replace(told_level, '_', ' ') as told,
    done || ' of ' || expected || ', ' || replace(level, '_', ' ') as known,
    case
        when told_done is null then 'nothing was told'
        when done is null then 'not known any more'
        else coalesce(nullif(concat_ws(
            ', ',
            if(done != told_done, format('{:+d} done', done - told_done), null),
            if(expected != told_expected, format('{:+d} expected', expected - told_expected), null),
            if(level != told_level, 'another level', null),
            if(is_committed and not told_committed, 'committed since', null),
            if(told_committed and not is_committed, 'commitment withdrawn', null)
        ), ''), 'as told')
    end || if(is_by_other_settings, '; settings have changed since', '') as difference,
from tracks_told
where is_judged
order by moment desc, number desc, track
