-- One row: how many of all nominees became MVPs, and how many were not selected; null without any.
-- key: one row
with counted as (
    select
        count(*) as nominees,
        count(*) filter (stage = 'mvp') as became,
        count(*) filter (stage = 'not_selected') as refused,
    from nominees
)
select if(nominees = 0, null,
    format('{:,} of {:,}', became, nominees) || if(nominees = 1, ' nominee', ' nominees')
        || ' became ' || people_word || format('; {:,}', refused)
        || if(refused = 1, ' is ', ' are ') || label) as sentence,
from counted
cross join rule_settings
join rule_nominee_stages on rule_nominee_stages.stage = 'not_selected'
