-- One row per nominee who was selected and is linked to no MVP.
select nominee_name as name, nominee_email as email,
    'selected, but not linked to an MVP' as says,
from nominees
where stage = 'selected'
order by name
