// BPMN 2.0.2 §10.4 Items and data: specifications and their sets, data objects, associations.
import { elementIn, elementsIn, type ModdleElement, textIn } from '../moddle-types.ts';
import { at, type Rule } from './rule.ts';
import { around, container, inExecutable, isA, itemOf, sameItem } from './terms.ts';

const setRules: readonly Rule[] = [
  {
    code: 'DATA_IN_NO_SET',
    section: '10.4.1',
    on: 'InputOutputSpecification',
    vi: 'Dữ liệu "{data}" không thuộc tập vào/ra nào. Hãy đưa vào một tập.',
    en: 'The data "{data}" stand in no input or output set. Put them into one.',
    broken: (specification, model) =>
      // Other engines go by the data and leave the sets out.
      (model.foreign ? [] : sides).flatMap(({ items, sets, refs }) => {
        const inSets = elementsIn(specification, sets).flatMap((set) => elementsIn(set, refs));
        return elementsIn(specification, items)
          .filter((item) => !inSets.includes(item))
          .map((item) => at(specification, { data: item.id ?? '' }));
      }),
  },
  {
    code: 'SET_NAMES_FOREIGN_DATA',
    section: '10.4.1',
    on: 'InputOutputSpecification',
    vi: 'Tập vào/ra nêu "{data}" không thuộc đặc tả này. Hãy chọn dữ liệu của chính đặc tả.',
    en: 'A set names "{data}", which is not of this specification. Choose data of its own.',
    broken: (specification) =>
      sides.flatMap(({ items, sets, refs, subsets }) => {
        const own = elementsIn(specification, items);
        const named = elementsIn(specification, sets).flatMap((set) =>
          [refs, ...subsets].flatMap((name) => elementsIn(set, name)),
        );
        return named.filter((item) => !own.includes(item)).map((item) => at(specification, { data: item.id ?? '' }));
      }),
  },
  {
    code: 'SET_SUBSET',
    section: '10.4.1',
    on: 'InputOutputSpecification',
    vi: 'Dữ liệu "{data}" ở {name} phải có trong chính tập đó. Hãy sửa tập dữ liệu.',
    en: 'The data "{data}" in {name} must be in the set itself. Correct the set.',
    broken: (specification) =>
      sides.flatMap(({ sets, refs, subsets }) =>
        elementsIn(specification, sets).flatMap((set) => {
          const own = elementsIn(set, refs);
          return subsets.flatMap((name) =>
            elementsIn(set, name)
              .filter((item) => !own.includes(item))
              .map((item) => at(specification, { data: item.id ?? '', name })),
          );
        }),
      ),
  },
  {
    code: 'SETS_NOT_PAIRED',
    section: '10.4.1',
    on: 'InputOutputSpecification',
    vi: 'Tập vào và tập ra phải nêu lẫn nhau ({name}). Hãy sửa cả hai.',
    en: 'An input set and an output set must name each other ({name}). Correct both.',
    broken: (specification) =>
      sides.flatMap(({ sets, others, back }) =>
        elementsIn(specification, sets).flatMap((set) =>
          elementsIn(set, others)
            .filter((other) => !elementsIn(other, back).includes(set))
            .map(() => at(set, { name: others })),
        ),
      ),
  },
];

const holderRules: readonly Rule[] = [
  {
    code: 'SUB_PROCESS_DATA',
    section: '10.4.1',
    on: 'SubProcess',
    vi: 'Quy trình con không được có đặc tả dữ liệu vào/ra riêng. Hãy bỏ đặc tả.',
    en: 'A sub-process must not define data inputs and outputs of its own. Remove the specification.',
    broken: (node) => elementIn(node, 'ioSpecification') !== null,
  },
  {
    code: 'DATA_STATE_NAME',
    section: '10.4.1',
    on: 'DataObjectReference',
    vi: 'Đối tượng dữ liệu có trạng thái phải tên là "{name}". Hãy đổi tên hoặc trạng thái.',
    en: 'A data object in a state must be called "{name}". Correct the name or the state.',
    broken: (reference) => {
      const [object, state] = [elementIn(reference, 'dataObjectRef'), elementIn(reference, 'dataState')];
      const [name, base, shown] = [reference, object, state].map((one) => one && textIn(one, 'name'));
      const fits = !base || !shown || !name || name === `${base} [${shown}]`;
      return fits ? [] : [at(reference, { name: `${base} [${shown}]` })];
    },
  },
  {
    code: 'DATA_OBJECT_WITH_STATE',
    section: '10.4.1',
    on: 'DataObject',
    vi: 'Đối tượng dữ liệu không có trạng thái; chỉ tham chiếu tới nó mới có. Hãy chuyển trạng thái sang tham chiếu.',
    en: 'A data object has no state; references to it have. Move the state to a reference.',
    broken: (object) => elementIn(object, 'dataState') !== null,
  },
  {
    code: 'DATA_REFERENCE_WITH_ITEM',
    section: '10.4.1',
    on: 'DataObjectReference',
    vi: 'Tham chiếu đối tượng dữ liệu không có kiểu riêng; kiểu ghi ở đối tượng. Hãy bỏ itemSubjectRef.',
    en: 'A data object reference has no item definition; the data object has. Remove itemSubjectRef.',
    broken: (reference) => elementIn(reference, 'itemSubjectRef') !== null,
  },
  {
    code: 'DATA_OBJECT_OUT_OF_SIGHT',
    section: '10.4.1',
    on: 'DataObjectReference',
    vi: 'Đối tượng dữ liệu "{object}" nằm trong một quy trình con khác, không nhìn thấy từ đây. Hãy chuyển ra ngoài.',
    en: 'The data object "{object}" lies in another sub-process and cannot be seen here. Move it outwards.',
    broken: (reference) => {
      const object = elementIn(reference, 'dataObjectRef');
      if (object === null || !isA(object, 'DataObject') || sees(reference, object)) return [];
      return [at(reference, { object: object.id ?? '' })];
    },
  },
];

const associationRules: readonly Rule[] = [
  {
    code: 'DATA_ASSOCIATION_END',
    section: '10.4.1',
    on: 'DataAssociation',
    vi: 'Liên kết dữ liệu phải {what} của chính phần tử chứa nó. Hãy nối lại.',
    en: 'The data association must {what} of the element that holds it. Connect it again.',
    broken: (association) => {
      const inwards = isA(association, 'DataInputAssociation');
      const own = ownData(association, inwards ? 'dataInputs' : 'dataOutputs');
      const ends = inwards ? targetOf(association) : elementsIn(association, 'sourceRef');
      const what = inwards ? 'end at a data input' : 'begin at a data output';
      const wrong = ends.some((end) => !own.includes(end) && !isProperty(end, association));
      return wrong ? [at(association, { what })] : [];
    },
  },
  {
    code: 'PROCESS_DATA_DIRECTION',
    section: '10.4.1',
    on: 'DataAssociation',
    vi: 'Bên trong quy trình không được ghi vào dữ liệu vào, hoặc đọc từ dữ liệu ra của chính quy trình ("{data}"). Hãy nối lại.',
    en: 'Inside a process nothing writes to its data inputs or reads from its data outputs ("{data}"). Connect it again.',
    broken: (association) => {
      const written = targetOf(association).filter((end) => isA(end, 'DataInput'));
      const read = elementsIn(association, 'sourceRef').filter((end) => isA(end, 'DataOutput'));
      const ofProcess = [...written, ...read].filter(
        ({ $parent: holder }) => isA(holder, 'InputOutputSpecification') && isA(holder?.$parent, 'Process'),
      );
      return ofProcess.map((end) => at(association, { data: end.id ?? '' }));
    },
  },
  {
    code: 'DATA_ASSOCIATION_SOURCES',
    section: '10.4.1',
    on: 'DataAssociation',
    vi: 'Liên kết dữ liệu có nhiều nguồn phải có phép biến đổi (transformation). Hãy thêm hoặc giữ một nguồn.',
    en: 'A data association with several sources needs a transformation. Add one, or keep one source.',
    broken: (association) => elementsIn(association, 'sourceRef').length > 1 && !transforms(association),
  },
  {
    code: 'DATA_ASSOCIATION_SOURCE_MISSING',
    section: '10.4.1',
    on: 'DataAssociation',
    vi: 'Liên kết dữ liệu không có nguồn, phép biến đổi hay phép gán. Hãy chọn nguồn.',
    en: 'The data association has no source, transformation or assignment. Choose a source.',
    broken: (association) =>
      elementsIn(association, 'sourceRef').length === 0 && !transforms(association) && inExecutable(association),
  },
  {
    code: 'DATA_ASSOCIATION_ITEM',
    section: '10.4.1',
    on: 'DataAssociation',
    vi: 'Nguồn và đích của liên kết dữ liệu không cùng kiểu. Hãy thêm phép biến đổi hoặc sửa kiểu.',
    en: 'Source and target of the data association are not of the same type. Add a transformation or correct the type.',
    broken: (association) => {
      const [sources, [target]] = [elementsIn(association, 'sourceRef'), targetOf(association)];
      if (sources.length !== 1 || target === undefined || transforms(association)) return false;
      const [from, to] = [itemOf(sources[0] ?? target), itemOf(target)];
      return from !== null && to !== null && !sameItem(from, to);
    },
  },
  {
    code: 'DATA_OUT_OF_SIGHT',
    section: '10.4.1',
    on: 'DataAssociation',
    vi: 'Dữ liệu "{data}" không nhìn thấy được từ đây. Hãy chọn dữ liệu cùng cấp hoặc cấp ngoài.',
    en: 'The data "{data}" cannot be seen here. Choose data of the same level or one around it.',
    broken: (association) =>
      [...elementsIn(association, 'sourceRef'), ...targetOf(association)]
        .filter((end) => isA(end, 'ItemAwareElement') && !sees(association, end))
        .map((end) => at(association, { data: end.id ?? '' })),
  },
];

const sides = [
  {
    items: 'dataInputs',
    sets: 'inputSets',
    refs: 'dataInputRefs',
    subsets: ['optionalInputRefs', 'whileExecutingInputRefs'],
    others: 'outputSetRefs',
    back: 'inputSetRefs',
  },
  {
    items: 'dataOutputs',
    sets: 'outputSets',
    refs: 'dataOutputRefs',
    subsets: ['optionalOutputRefs', 'whileExecutingOutputRefs'],
    others: 'inputSetRefs',
    back: 'outputSetRefs',
  },
] as const;

function targetOf(association: ModdleElement): readonly ModdleElement[] {
  const target = elementIn(association, 'targetRef');
  return target === null ? [] : [target];
}

function ownData(association: ModdleElement, items: 'dataInputs' | 'dataOutputs'): readonly ModdleElement[] {
  const holder = association.$parent;
  if (holder === undefined) return [];
  const specification = isA(holder, 'Activity') ? elementIn(holder, 'ioSpecification') : holder;
  const loop = isA(holder, 'Activity') ? elementIn(holder, 'loopCharacteristics') : null;
  const single = loop === null || !isA(loop, 'MultiInstanceLoopCharacteristics') ? null : loop;
  const item = single && elementIn(single, items === 'dataInputs' ? 'inputDataItem' : 'outputDataItem');
  return [...(specification === null ? [] : elementsIn(specification, items)), ...(item === null ? [] : [item])];
}

/** The standard's own examples move data into and out of an activity's properties. */
function isProperty(end: ModdleElement, association: ModdleElement): boolean {
  return isA(end, 'Property') && end.$parent === association.$parent;
}

function transforms(association: ModdleElement): boolean {
  return elementIn(association, 'transformation') !== null || elementsIn(association, 'assignment').length > 0;
}

/** Data are seen by what stands in the same container or inside one of its elements; stores by everybody. */
export function sees(from: ModdleElement, data: ModdleElement): boolean {
  if (isA(data, 'DataStore') || isA(data, 'DataStoreReference')) return true;
  const home =
    isA(data, 'DataInput') || isA(data, 'DataOutput') || isA(data, 'Property') ? null : around(data, container);
  const holder = home ?? ownerOf(data);
  for (let one: ModdleElement | undefined = from; one !== undefined; one = one.$parent) if (one === holder) return true;
  return false;
}

/** The activity, event or process whose datum it is. */
function ownerOf(data: ModdleElement): ModdleElement | undefined {
  const types = ['Activity', 'Event', 'CallableElement'];
  return types.map((type) => around(data, type)).find((owner) => owner !== null && contains(owner, data)) ?? undefined;
}

function contains(owner: ModdleElement, data: ModdleElement): boolean {
  return data.$parent === owner || data.$parent?.$parent === owner;
}

export const dataRules: readonly Rule[] = [...setRules, ...holderRules, ...associationRules];
