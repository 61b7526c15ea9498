-- One row per MVP in the data, whether on the roster or not: who they are, and their spells up to D
-- in words; stays is null before the first one (docs/rules.md section 5).
-- key: mvp_id
with stays as (
    select
        spells.mvp_id,
        string_agg(
            if(
                to_on <= as_of,
                strftime(from_on, '%B %-d, %Y') || ' to '
                || strftime((to_on - 1)::date, '%B %-d, %Y'),
                'since ' || strftime(from_on, '%B %-d, %Y')
            ),
            ', '
            order by from_on
        ) as stays,
    from spells
    join dates on spells.from_on <= dates.as_of
    group by all
)
select
    membership.mvp_id,
    membership.name,
    membership.team,
    membership.country,
    membership.status_label,
    stays.stays,
    dates.as_of,
    build.built_at,
from membership
left join stays using (mvp_id)
cross join dates
cross join build
order by membership.mvp_id
