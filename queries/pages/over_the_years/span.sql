-- One row: how many MVPs are in the program and how many have left, in a sentence. is_comparable:
-- there is more than one year up to D.
-- key: one row
with counted as (
    select
        count(distinct year) as years,
        any_value(year_label) as only_label,
        any_value(first_departure_label) as since,
        count(distinct mvp_id) as entered,
        (select count(*) from membership where is_member) as members,
    from membership_years
)
select
    years > 1 as is_comparable,
    case
        when years = 0 then 'Nobody has entered the program up to this day.'
        when years = 1
            then only_label || ' is the only year so far, so there is no other to compare.'
        else format('{:,} ', members)
            || if(members = 1, person_word || ' is', people_word || ' are')
            || ' in the program; ' || case
                when since is null then 'who left is not known, as no departure is in the data.'
                when entered = members then 'nobody has left since ' || since || '.'
                else format('{:,}', entered - members) || if(entered - members = 1, ' has', ' have')
                    || ' left since ' || since || '.'
            end
    end as sentence,
from counted cross join rule_settings
