/** What holds of every service that is shipped, whatever it is for; to be called where its other tests stand. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, it } from 'node:test';
import { type LoadedProgram, loadProgram } from '#engine/bpmn/load-program.ts';
import { parseMessages, placeholders, renderNotice } from '#engine/cases/notices.ts';
import { endingStages, parsePack } from '#engine/cases/service-pack.ts';
import { checkSoundness } from '#engine/core/soundness/check.ts';
import { surroundingOf } from '#engine/core/soundness/rules/outside.ts';
import { parseForm } from '#forms/check.ts';
import { isPersonal, walkForm } from '#forms/components.ts';
import type { FormComponent } from '#forms/definition.ts';
import { demoCity } from '#test/data/demo-city.ts';

interface Shipped {
  /** Where its files lie, with a slash at the end. */
  readonly folder: URL;
  readonly key: string;
  /** What the soundness check is right to say of it. */
  readonly findings: readonly string[];
  /** Free texts that are no personal data, and why is said where it is given. */
  readonly mayBePublic?: (component: FormComponent) => boolean;
}

/** @returns its program, once the tests run */
export function holdsOfShipped({ folder, key, findings, mayBePublic = () => false }: Shipped): () => LoadedProgram {
  const text = (path: string): string => readFileSync(new URL(path, folder), 'utf8');
  const formFiles = readdirSync(new URL('forms/', folder));
  const city = demoCity();
  let loaded: LoadedProgram;
  before(async () => {
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const files = paths.filter((path) => /\.(bpmn|dmn|json)$/.test(path));
    loaded = await loadProgram(files.map((path) => ({ path, content: text(path) })));
  });

  it('can be published as it is', () => {
    assert.deepEqual(
      loaded.problems.filter(({ severity }) => severity === 'error'),
      [],
    );
    for (const file of formFiles) assert.deepEqual(parseForm(text(`forms/${file}`), file).problems, [], file);
    assert.deepEqual(parsePack(text('pack.json')).faults, []);
    assert.deepEqual(parseMessages(text('messages.json')).faults, []);
  });

  it('names only stages, roles, messages and outcomes that exist', () => {
    const { pack } = parsePack(text('pack.json'));
    const { messages } = parseMessages(text('messages.json'));
    for (const node of Object.values(loaded.processes[key]?.nodes ?? {})) {
      if (node.stage?.kind === 'literal') {
        assert.ok(pack?.stages.has(node.stage.value) && city.stages.has(node.stage.value), node.id);
      }
      if (node.type === 'userTask' && node.role?.kind === 'literal' && node.role.value !== 'citizen') {
        assert.ok(city.roles.has(node.role.value), node.id);
      }
      if (node.type !== 'sendTask') continue;
      const message = node.inputs.find((input) => input.name === 'message')?.value;
      assert.ok(message?.kind === 'literal' && messages.has(message.value), node.id);
    }
  });

  it('can always end', () => {
    const programs = Object.values(loaded.processes);
    const { pack } = parsePack(text('pack.json'));
    const found = programs.flatMap((program) => {
      const { findings: all, decided } = checkSoundness(program, surroundingOf(programs, endingStages(pack)));
      assert.ok(decided);
      return all.map(({ code, element }) => `${code} ${element}`);
    });
    assert.deepEqual(found, findings);
  });

  it('keeps what people write out of the variables, and says everything in both languages', () => {
    for (const file of formFiles) {
      const { form } = parseForm(text(`forms/${file}`), file);
      assert.ok(form);
      const english = form.i18n?.['en'] ?? {};
      for (const { component } of walkForm(form)) {
        const free = ['textarea', 'textfield', 'email', 'phoneNumber'].includes(component.type);
        if (free && !mayBePublic(component)) assert.ok(isPersonal(component), `${file} ${component.key}`);
        const options = [...(component.values ?? []), ...(component.data?.values ?? [])].map((option) => option.label);
        for (const words of [component.label, component.description, ...options]) {
          if (words !== undefined && words !== '') assert.ok(Object.hasOwn(english, words), `${file}: ${words}`);
        }
      }
    }
  });

  it('puts each message into words in every channel and language', () => {
    const values = Object.fromEntries(placeholders.map((name) => [name, `<${name}>`]));
    for (const message of parseMessages(text('messages.json')).messages.values()) {
      for (const channel of ['sms', 'email'] as const) {
        for (const language of ['vi', 'en'] as const) {
          assert.deepEqual(renderNotice(message, channel, language, values)?.missing, [], message.code);
        }
      }
    }
  });

  it('draws every element and every flow', () => {
    const xml = text(`${key}.bpmn`);
    const ids = (pattern: RegExp) => [...xml.matchAll(pattern)].map((match) => match[1] ?? '').toSorted();
    const nodes = ids(/<bpmn:(?:\w+Event|\w+Task|\w+Gateway|subProcess) id="(\w+)"/g);
    assert.deepEqual(ids(/<bpmndi:BPMNShape [^>]*bpmnElement="(\w+)"/g), nodes);
    assert.deepEqual(ids(/<bpmndi:BPMNEdge [^>]*bpmnElement="(\w+)"/g), ids(/<bpmn:sequenceFlow id="(\w+)"/g));
  });

  return () => loaded;
}
