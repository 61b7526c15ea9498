-- One row per year and track that somebody committed to: how many MVPs were active on its last day
-- and committed to the track, and the median of what they had done of what was expected by then;
-- null where nobody's is known. A track has the name of today, if it is still there.
-- key: year_label, track
with named as (
    select
        past_tracks.* exclude (track_label, color, is_striped),
        coalesce(rule_tracks.track_label, past_tracks.track_label) as track_label,
        coalesce(rule_tracks.color, past_tracks.color) as color,
        coalesce(rule_tracks.is_striped, past_tracks.is_striped) as is_striped,
        rule_tracks.track_rank,
    from past_tracks
    left join rule_tracks using (track)
),
counted as (
    select year, year_label, is_over, track, track_rank, track_label, color, is_striped,
        count(*) as mvps, median(done_share) as median_share,
    from named
    group by all
)
select
    year_label || if(is_over, '', ' so far') as year_label, track_label as track,
    color, is_striped, mvps, median_share::decimal(8, 2) as median_share,
from counted
order by year, track_rank nulls last, track
