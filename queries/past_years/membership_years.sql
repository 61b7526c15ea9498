-- One row per MVP and program year, from the year of entry to that of D (docs/rules.md section 15).
-- was_in_program: on a day of the year. is_in_program: on its last day, which is D while the year
-- is not over; null before the year of the first departure. cohort is null without any departure.
-- key: mvp_id, year
with known_years as (
    select
        program_years.* exclude (next_first_day),
        least(program_years.final_checkpoint, dates.as_of) as last_day,
        program_years.final_checkpoint <= dates.as_of as is_over,
    from program_years
    join dates on program_years.first_day <= dates.as_of
),
first_departure as (
    select max(program_years.year) as year, max_by(year_label, program_years.year) as year_label,
    from program_years
    where first_day <= (
        select min(spells.to_on)
        from spells
        join dates on spells.to_on <= dates.as_of
        where spells.to_on > spells.from_on
    )
),
reached as (
    select
        spells.mvp_id,
        known_years.year,
        bool_or(spells.to_on is null or spells.to_on > known_years.last_day) as is_in_program,
    from spells
    join known_years
        on spells.from_on <= known_years.last_day
        and (
            spells.to_on is null
            or spells.to_on > greatest(spells.from_on, known_years.first_day)
        )
    group by all
),
entered as (
    select mvp_id, min(year) as entered_in from reached group by all
),
final as (
    select
        entered.mvp_id,
        greatest(entered.entered_in, first_departure.year) as cohort_year,
        case
            when entered.entered_in >= first_departure.year then entry_years.year_label
            else 'before ' || first_departure.year_label
        end as cohort,
        known_years.year,
        known_years.year_label,
        first_departure.year_label as first_departure_label,
        known_years.is_over,
        reached.mvp_id is not null as was_in_program,
        if(
            known_years.year >= first_departure.year,
            coalesce(reached.is_in_program, false),
            null
        ) as is_in_program,
    from entered
    join known_years as entry_years on entry_years.year = entered.entered_in
    join known_years on known_years.year >= entered.entered_in
    left join reached on reached.mvp_id = entered.mvp_id and reached.year = known_years.year
    cross join first_departure
)
select * from final
