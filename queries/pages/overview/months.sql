-- One row per month of the year up to D and track: how many contributions counted, in the same
-- month of the year before, and in that month in all tracks together.
-- key: month, track
with months as (
    select unnest(generate_series(first_day, as_of, to_months(1)))::date as month,
    from years where is_current
),
counted as (
    select track, date_trunc('month', day)::date as month, sum(contributions)::bigint as number,
    from activity join dates on activity.day <= dates.as_of
    where in_title
    group by all
),
final as (
    select
        months.month as sort_key,
        strftime(months.month, '%b') as month,
        rule_tracks.*,
        coalesce(this.number, 0) as contributions,
        coalesce(before.number, if(months.month - to_years(1) >= reach.complete_from, 0, null))
            as year_before,
        sum(year_before) over (partition by months.month)::bigint as month_before,
    from months
    cross join rule_tracks join reach using (track)
    left join counted as this on this.month = months.month and this.track = rule_tracks.track
    left join counted as before
        on before.month = months.month - to_years(1) and before.track = rule_tracks.track
)
select month, track_label as track, color, is_striped, contributions, year_before, month_before
from final order by sort_key, track_rank
