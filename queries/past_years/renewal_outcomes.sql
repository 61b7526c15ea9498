-- One row per MVP and program year that is over in which they were in the program: what became of
-- the renewal of that year as of D (docs/rules.md section 15). There is no row of a year of which
-- no renewal is recorded, unless its decisions are still due.
-- key: mvp_id, year
with recorded as (
    select distinct renewals.year
    from renewals
    join dates
        on least(renewals.invited_on, renewals.decided_on, renewals.renewed_on) <= dates.as_of
),
ended as (
    select
        program_years.year,
        dates.as_of,
        next_first_day + to_months(cycle_months.decide_months) > dates.as_of as is_open,
    from program_years
    join dates on program_years.final_checkpoint <= dates.as_of
    join cycle_months on cycle_months.year = program_years.year
),
final as (
    select
        membership_years.mvp_id,
        membership_years.year,
        membership_years.year_label,
        case
            when not membership_years.is_in_program then 'left'
            when renewals.renewed_on <= ended.as_of then 'renewed'
            when renewals.decided_on <= ended.as_of and renewals.decision = 'decline'
                then 'stepping_down'
            when renewals.decided_on <= ended.as_of and renewals.decision = 'extend'
                then 'extending'
            when ended.is_open and membership.status != 'left' then 'open'
            else 'not_renewed'
        end as outcome,
    from membership_years
    join ended using (year)
    join membership using (mvp_id)
    left join renewals using (mvp_id, year)
    where
        membership_years.was_in_program
        and (ended.is_open or ended.year in (select year from recorded))
)
select * from final
