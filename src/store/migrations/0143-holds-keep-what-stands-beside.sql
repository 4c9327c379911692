-- A hold on everything about somebody keeps what stands beside the record types too: who takes that away asks for it. Ids alone.
do $$
begin
  execute format('grant select on standing_hold to %I', current_schema() || '_machinery');
end
$$;
