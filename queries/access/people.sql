-- One row per person who may see something and is not of the program team: leads, then MVPs, each
-- by label, whatever its case and accents. A lead who is an MVP too has their name beside the
-- teams, and one who shares the teams with another lead, or has none, the e-mail address. An MVP
-- who shares their name has the team and the id beside it.
-- key: email
with persons as (
    select
        lower(email) as email,
        name,
        team,
        mvp_id,
        count(*) over (partition by lower(name)) > 1 as has_namesake,
    from mvps
),
leads as (
    select
        lower(trim(email)) as email,
        string_agg(team, ', ' order by team) as teams,
        count(*) over (partition by string_agg(team, ', ' order by team)) > 1 as shares_teams,
        (select min(name) from persons where persons.email = lower(trim(access.email))) as name,
    from access
    where role = 'lead'
    group by all
),
everyone as (
    select
        true as is_lead,
        email,
        concat_ws(
            ', ',
            coalesce(teams, 'no team'),
            coalesce(name, if(teams is null or shares_teams, email, null))
        ) as label,
    from leads
    union all
    select false, email, if(has_namesake, concat_ws(' · ', name, team, mvp_id), name)
    from persons
    where email not in (select email from leads)
)
select email, label, is_lead from everyone
order by is_lead desc, lower(strip_accents(label)), label, email
