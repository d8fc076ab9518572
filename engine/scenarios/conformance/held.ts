// Cases that fail here on purpose: what they expect is not what the standard says. Case by case, with the paragraph.

/** By case id, why the case is held to be wrong. */
export const heldWrong: { readonly [id: string]: string } = {
  'betsy/activities/AdHocSubProcess_Parallel':
    'The model writes `task1`, `task2`, `task1`; the expected `task3` stands nowhere in it. All three run.',
  'betsy/activities/AdHocSubProcess_Sequential': 'As AdHocSubProcess_Parallel: `task3` stands nowhere in the model.',
  'bpmn-elements/adhoc-auto':
    'Its signal event names no signal, so nobody could catch what it throws (§10.5.5.12): refused at the event.',
  'c7/compensate-nested':
    'Both handlers are expected to begin together. A sequence flow from A to B means that B is compensated before A (§13.5.5).',
  'c7/compensate-parallel-mi-wait':
    'As compensate-nested: instances of a sequential multi-instance activity are compensated in the reverse order of their completion (§13.5.5).',
  'nayra/MultiInstance_Terminate#1':
    'It counts a multi-instance activity once, where here each of its three instances counts (§13.3.7).',
};
