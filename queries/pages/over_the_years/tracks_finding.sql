-- One row: in which tracks the median of the newest year is below what is expected, or that none
-- is; no row where no median is known.
-- key: one row
with counted as (
    select year, year_label, is_over, track, track_label, median(done_share) as median_share,
    from past_tracks
    group by all
    having median_share is not null
)
select 'In ' || year_label || if(is_over, ', ', ' so far, ')
    || coalesce('the median is below ' || if(is_over, 'the target', 'what is expected') || ' in '
        || string_agg(track_label, ', ' order by track_label) filter (median_share < 1),
        'every median reaches ' || if(is_over, 'the target', 'what is expected')) as sentence,
from counted
where year = (select max(year) from counted)
group by year_label, is_over
