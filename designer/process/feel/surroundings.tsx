/** What formulas of the panel can be completed from: the program as the engine reads it, and its forms once asked for. */
import { useQueries } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { LoadedProgram } from '#engine/bpmn/load-program.ts';
import { dossierVariables, reportVariables } from '#engine/cases/known-at-start.ts';
import { type Filled, type Known, knownAt, type Origins, type Spot } from '#engine/core/dataflow/known-variables.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { fieldsOf, isPersonal } from '#forms/components.ts';
import { conditionOf } from '#forms/conditions.ts';
import type { FormComponent, FormDefinition } from '#forms/definition.ts';
import { readResource, resourceKey } from '../../queries.ts';

interface Surroundings {
  readonly known: (spot: Spot) => readonly Known[];
  /** Somebody writes a formula: the forms are fetched. */
  readonly ask: () => void;
}

const Context = createContext<Surroundings>({ known: () => [], ask: () => undefined });

export function useFeelSurroundings(): Surroundings {
  return useContext(Context);
}

interface Props {
  readonly loaded: LoadedProgram | null;
  readonly detail: ServiceDetail;
  readonly children: ReactNode;
}

export function FeelSurroundings({ loaded, detail, children }: Props) {
  const [asked, setAsked] = useState(false);
  const version = detail.draft === null ? detail.version : 0;
  const paths = detail.resources.filter(({ kind }) => kind === 'form').map(({ path }) => path);
  const forms = useQueries({
    queries: paths.map((path) => ({
      queryKey: resourceKey(detail.key, version, path),
      queryFn: () => readResource(detail.key, version, path),
      enabled: asked,
      staleTime: 60_000,
    })),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }, index) =>
          data === undefined ? [] : [[nameOf(paths[index] ?? ''), data.content] as const],
        ),
      ),
  });
  const value = useMemo((): Surroundings => {
    const filled = (form: string): readonly Filled[] => filledBy(forms.get(form));
    return {
      ask: () => setAsked(true),
      known: (spot) => {
        const program = programOf(loaded, spot.element);
        return program === undefined
          ? []
          : knownAt(program, spot, { intake: intakeOf(program), filled } satisfies Origins);
      },
    };
  }, [loaded, forms]);
  return <Context value={value}>{children}</Context>;
}

function programOf(loaded: LoadedProgram | null, element: string): Program | undefined {
  const programs = Object.values(loaded?.processes ?? {});
  return programs.find(({ nodes, flows }) => element in nodes || element in flows) ?? programs[0];
}

/** A process whose start has no form is begun at the counter, by a dossier. */
function intakeOf({ nodes }: Program): readonly string[] {
  const withForm = Object.values(nodes).some((node) => node.type === 'startEvent' && node.form !== null);
  return withForm ? reportVariables : dossierVariables;
}

function nameOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.form\.json$/, '');
}

/** What is personal is in the vault and no variable. */
function filledBy(content: string | undefined): readonly Filled[] {
  if (content === undefined) return [];
  try {
    return fieldsOf(JSON.parse(content) as FormDefinition)
      .filter((field) => !isPersonal(field))
      .map((field) => ({ name: field.key, required: isAlwaysAnswered(field) }));
  } catch {
    return [];
  }
}

function isAlwaysAnswered(field: FormComponent): boolean {
  return field.validate?.['required'] === true && conditionOf(field) === undefined;
}
