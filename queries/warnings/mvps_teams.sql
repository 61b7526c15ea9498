-- One row per team that differs from a larger one only in spelling (docs/contract.md, Warnings).
-- `plain` leaves out case, accents, blanks and invisible characters.
-- key: file_number, line, value
with teams as (
    select
        min(file_number) as file_number,
        arg_min(line, (file_number, line)) as line,
        team,
        count(*) as times,
    from used
    where team is not null
    group by team
)
select
    file_number,
    line,
    'team_spelling' as warning,
    '"' || team || '" beside "' || first_value(team) over same || '"' as value,
    times,
from teams
window same as (partition by plain(team) order by times desc, team)
qualify row_number() over same > 1
