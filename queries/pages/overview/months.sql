-- One row per month of the year and track: what counted, and in the year before.
with months as (
    select unnest(generate_series(years.first_day, dates.as_of, to_months(1)))::date as month,
    from years join dates using (year)
),
days as (
    select track, day, sum(greatest(done, answers)) as contributions,
    from activity where in_title group by all
),
counted as (
    select track, date_trunc('month', day)::date as month,
        sum(contributions)::bigint as contributions,
    from days join dates on days.day <= dates.as_of group by all
),
final as (
    select
        months.month as sort_key,
        strftime(months.month, '%b') as month,
        rule_tracks.track,
        coalesce(this.contributions, 0) as contributions,
        coalesce(before.contributions, 0) as year_before,
        sum(coalesce(before.contributions, 0)) over (partition by months.month)::bigint
            as month_before,
    from months
    cross join rule_tracks
    left join counted as this on this.month = months.month and this.track = rule_tracks.track
    left join counted as before
        on before.month = months.month - to_years(1) and before.track = rule_tracks.track
)
select month, track, contributions, year_before, month_before from final order by sort_key, track
