-- One row: how many MVPs are out_of_reach in a track, and in a note how many of them may miss it,
-- and how many others are for another reason; no row where nobody is.
-- key: one row
with listed as (
    select mvp_id, members.risk = 'out_of_reach' as is_out_of_reach,
        coalesce(bool_or(track_risk.risk = 'out_of_reach'), false) as is_here,
    from members left join track_risk using (mvp_id) where status = 'active' group by all
),
counted as (
    select count(*) filter (is_here) as people,
        count(*) filter (is_out_of_reach and not is_here) as others,
        count(*) filter (is_here and not is_out_of_reach) as spared,
    from listed
)
select format('{:,} ', people) || if(people = 1, person_word || ' is ', people_word || ' are ')
        || label || ' in a track' as sentence,
    concat_ws(' ',
        format('For {:,} of them another track is enough.', nullif(spared, 0)),
        format('{:,} more ', nullif(others, 0)) || if(others = 1, 'is ', 'are ') || label
            || ', as no exam attempt is left.') as note,
from counted
cross join rule_settings
join rule_risks on rule_risks.risk = 'out_of_reach'
where people > 0
