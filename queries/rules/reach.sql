-- One row per track: from and up to which day its data is complete, and whether it is stale
-- (docs/rules.md section 13). It is stale when it is more than days_allowed old. complete_from,
-- complete_until and days_old are null without any data, longest_pause where an end is stated.
-- key: track
with aged as (
    select
        data_spans.*,
        dates.as_of - data_spans.complete_until as age,
        greatest(rule_settings.stale_days, data_spans.longest_pause) as days_allowed,
    from data_spans
    join rule_tracks using (track)
    cross join dates
    cross join rule_settings
),
final as (
    select
        aged.* exclude (age),
        if(aged.age < 0, 0, aged.age)::integer as days_old,
        coalesce(aged.age > aged.days_allowed, true) as is_stale,
        coalesce('no data before ' || coalesce(
            program_years.year_label, strftime(aged.complete_from, '%B %-d, %Y')
        ), 'no data') as no_data_label,
    from aged
    left join program_years on program_years.first_day = aged.complete_from
)
select * from final
