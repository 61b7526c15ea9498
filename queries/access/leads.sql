-- One row per lead with a team: the e-mail address, as it is first written, and the teams.
-- key: email
select
    arg_min(trim(email), trim(email)) as email,
    list(distinct team order by team) as teams,
from access
where role = 'lead' and team is not null
group by lower(trim(email))
order by email
