/** How a case begins: by place and matter alone, with the service's own form, or as a scenario does. */
import { Button, Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useMemo, useState } from 'react';
import { walkForm } from '#forms/components.ts';
import type { FormDefinition } from '#forms/definition.ts';
import { type Answers, startBy, startFrom } from './answers.ts';
import { FormFill } from './form-fill.tsx';
import { localText, wallClock } from './local-time.ts';
import type { Beginning } from './play.ts';
import { isScenario, titlesIn } from './run-all.ts';
import { formOf, type Stage } from './stage.ts';
import type { Player } from './use-player.ts';
import { useSpeech } from './use-words.ts';
import { failureWords } from './words.ts';

type How = 'sample' | 'form' | 'scenario';

export function Begin({ stage, player }: { readonly stage: Stage; readonly player: Player }) {
  const speech = useSpeech();
  const { t } = speech;
  const form = formOf(stage, stage.pack.startForm);
  const [how, setHow] = useState<How>(() => (asksCategory(form) ? 'sample' : form === undefined ? 'scenario' : 'form'));
  const [at, setAt] = useState(() => localText(stage, stage.book.now));
  const [machines, setMachines] = useState(true);
  const wide = useMediaQuery('(min-width: 480px)', undefined, { getInitialValueInEffect: false });
  const now = wallClock(stage, at) ?? stage.book.now;
  const beginning: Beginning = { now, workers: machines ? ownMachines : {} };
  return (
    <section className="wf-card block try-begin" aria-labelledby="try-begin">
      <h2 id="try-begin">{t('begin')}</h2>
      <SegmentedControl
        orientation={wide ? 'horizontal' : 'vertical'}
        aria-label={t('beginHow')}
        value={how}
        onChange={(value) => setHow(value as How)}
        data={[
          ...(asksCategory(form) ? [{ value: 'sample', label: t('bySample') }] : []),
          ...(form === undefined ? [] : [{ value: 'form', label: t('byForm') }]),
          { value: 'scenario', label: t('byScenario') },
        ]}
      />
      {how !== 'scenario' && (
        <>
          <TextInput
            type="datetime-local"
            label={t('beginAt')}
            value={at}
            onChange={(event) => setAt(event.currentTarget.value.slice(0, 16))}
          />
          <Checkbox
            size="md"
            label={t('machines')}
            description={t('machinesHint')}
            checked={machines}
            onChange={(event) => setMachines(event.currentTarget.checked)}
          />
        </>
      )}
      {how === 'sample' && <BySample stage={stage} player={player} beginning={beginning} />}
      {how === 'form' && form !== undefined && (
        <ByForm stage={stage} player={player} beginning={beginning} form={form} />
      )}
      {how === 'scenario' && <ByScenario stage={stage} player={player} />}
      {player.refused !== null && (
        <p className="error" role="alert">
          {failureWords(stage, player.refused, speech)}
        </p>
      )}
    </section>
  );
}

/** What the product itself does at once. */
const ownMachines: Beginning['workers'] = {
  notice: [{ kind: 'output', variables: {} }],
  publish: [{ kind: 'output', variables: {} }],
};

function asksCategory(form: FormDefinition | undefined): boolean {
  return form !== undefined && [...walkForm(form)].some(({ component }) => component.key === 'category');
}

interface ByProps {
  readonly stage: Stage;
  readonly player: Player;
  readonly beginning: Beginning;
}

function BySample({ stage, player, beginning }: ByProps) {
  const { t } = useSpeech();
  const [category, setCategory] = useState<string | null>(null);
  const [ward, setWard] = useState<string | null>(null);
  const [urgent, setUrgent] = useState(false);
  const [missing, setMissing] = useState(false);
  const begin = () => {
    setMissing(category === null);
    if (category === null) return;
    player.begin(beginning, startFrom(stage, { category, ward: ward ?? '', urgent }, beginning.now));
  };
  return (
    <Sending label={t('start')} onSend={begin}>
      <Select
        label={t('category')}
        searchable
        required
        error={missing && category === null ? t('needed') : undefined}
        data={useChoices(stage, 'categories')}
        value={category}
        onChange={setCategory}
      />
      <WardField stage={stage} ward={ward} onWard={setWard} />
      <Checkbox
        size="md"
        label={t('urgent')}
        checked={urgent}
        onChange={(event) => setUrgent(event.currentTarget.checked)}
      />
    </Sending>
  );
}

/** In place of the map a ward is chosen: its middle is the place. */
function ByForm({ stage, player, beginning, form }: ByProps & { readonly form: FormDefinition }) {
  const { t } = useSpeech();
  const [ward, setWard] = useState<string | null>(null);
  const place = [...walkForm(form)].find(({ component }) => component.type === 'location')?.component.key;
  const drawn = useMemo(() => withoutMap(form), [form]);
  const judge = ({ values, files }: Answers) => {
    const centre = stage.city.city.wards.get(ward ?? '')?.centre;
    const placed = place === undefined || centre === undefined ? {} : { [place]: centre };
    return startBy(stage, form, { values: { ...values, ...placed }, files }, beginning.now);
  };
  return (
    <>
      {place !== undefined && <WardField stage={stage} ward={ward} onWard={setWard} />}
      <FormFill form={drawn} send={t('start')} judge={judge} onMove={(move) => player.begin(beginning, move)} />
    </>
  );
}

function withoutMap(form: FormDefinition): FormDefinition {
  return { ...form, components: form.components.filter(({ type }) => type !== 'location') };
}

function WardField(props: {
  readonly stage: Stage;
  readonly ward: string | null;
  readonly onWard: (ward: string | null) => void;
}) {
  const { t } = useSpeech();
  return (
    <Select
      label={t('ward')}
      placeholder={t('wardUnknown')}
      searchable
      clearable
      data={useChoices(props.stage, 'wards')}
      value={props.ward}
      onChange={props.onWard}
    />
  );
}

function ByScenario({ stage, player }: Pick<ByProps, 'stage' | 'player'>) {
  const { t, language } = useSpeech();
  const offered = useMemo(
    () =>
      stage.book.files
        .filter(({ path }) => isScenario(path))
        .flatMap(({ path, content }) => titlesIn(content).map((title, index) => ({ path, index, title }))),
    [stage],
  );
  const [chosen, setChosen] = useState<string | null>(null);
  if (offered.length === 0) return <p className="wf-muted">{t('none')}</p>;
  const begin = () => {
    const found = offered[Number(chosen)];
    if (chosen !== null && found !== undefined) player.open(found.path, found.index);
  };
  return (
    <Sending label={t('start')} onSend={begin}>
      <Select
        label={t('scenario')}
        searchable
        required
        data={offered.map(({ title }, index) => ({ value: String(index), label: title[language] }))}
        value={chosen}
        onChange={setChosen}
      />
    </Sending>
  );
}

interface SendingProps {
  readonly label: string;
  readonly onSend: () => void;
  readonly children: ReactNode;
}

function Sending({ label, onSend, children }: SendingProps) {
  return (
    <form
      className="city-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
      <div className="actions">
        <Button type="submit">{label}</Button>
      </div>
    </form>
  );
}

function useChoices({ book }: Stage, source: 'categories' | 'wards') {
  const { language } = useSpeech();
  return (book.choices[source] ?? []).map(({ value, name }) => ({ value, label: name[language] }));
}
