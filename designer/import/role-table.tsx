/** Roles of the former system, each with the role and unit of the city that do its work here. */
import { Select } from '@mantine/core';
import { type Assignment, unitOfCase } from '#engine/bpmn/business-service/plan.ts';
import type { Givees } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';

export type Givings = Readonly<Record<string, Assignment>>;

interface RoleTableProps {
  readonly roles: readonly string[];
  readonly givees: Givees;
  readonly givings: Givings;
  readonly change: (givings: Givings) => void;
}

export function RoleTable({ roles, givees, givings, change }: RoleTableProps) {
  const t = useText();
  const language = useLanguage();
  const reporter = { value: 'citizen', label: t('reporter') };
  const named = ({ code, name }: Givees['roles'][number]) => ({ value: code, label: name[language] });
  const roleData = [reporter, ...givees.roles.map(named)];
  const unitData = [{ value: unitOfCase, label: t('tableUnitOfCase') }, ...givees.units.map(named)];
  const give = (role: string, giving: Partial<Assignment>): void => {
    const before = givings[role] ?? { role: '', unit: '' };
    change({ ...givings, [role]: { ...before, ...giving } });
  };
  return (
    <section className="wf-card import-roles" aria-labelledby="import-roles">
      <h3 id="import-roles">{t('tableRoles')}</h3>
      <p className="wf-muted">{t('tableRolesHint')}</p>
      <ul>
        {roles
          .filter((role) => role.toUpperCase() !== 'CITIZEN')
          .map((role) => (
            <li key={role}>
              <code>{role}</code>
              <Select
                aria-label={t('tableRoleOf', { role })}
                placeholder={t('tableRoleHere')}
                data={roleData}
                clearable
                searchable
                value={givings[role]?.role || null}
                onChange={(value) => give(role, { role: value ?? '', ...(value === 'citizen' && { unit: '' }) })}
              />
              <Select
                aria-label={t('tableUnitOf', { role })}
                placeholder={t('tableUnitHere')}
                data={unitData}
                clearable
                searchable
                limit={50}
                disabled={givings[role]?.role === 'citizen'}
                value={givings[role]?.unit || null}
                onChange={(value) => give(role, { unit: value ?? '' })}
              />
            </li>
          ))}
      </ul>
    </section>
  );
}
