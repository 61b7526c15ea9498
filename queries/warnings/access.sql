-- One row per lead who sees nobody (docs/contract.md, Warnings).
-- key: file_number, line, warning
select
    file_number,
    line,
    if(team is null, 'lead_without_team', 'team_without_mvps') as warning,
    email || coalesce(': ' || team, '') as value,
    1 as times,
from used
where role = 'lead' and (team is null or team not in (select team from mvps where team is not null))
