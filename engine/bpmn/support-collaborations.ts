// Collaborations and choreographies in the support table: what stands around a process.
import { added, instead, type Pair, type SupportGroup } from './support-models.ts';

const collaboration = (inside: string): Pair =>
  added({
    root: `<collaboration id="c"><participant id="pa" processRef="t:p"/><participant id="pb"/>${inside}</collaboration>`,
  });
const conversation = (inside: string): Pair =>
  collaboration(
    `<conversation id="co"><participantRef>pa</participantRef><participantRef>pb</participantRef></conversation>${inside}`,
  );
const choreography = (inside: string): Pair =>
  added({
    root: `<choreography id="ch"><participant id="pa"/><participant id="pb"/><messageFlow id="mf" sourceRef="pa" targetRef="pb"/>
    <startEvent id="cs"/><sequenceFlow id="cf" sourceRef="cs" targetRef="ct"/>${inside}
    <sequenceFlow id="cg" sourceRef="ct" targetRef="ce"/><endEvent id="ce"/></choreography>`,
  });
const both = '<participantRef>pa</participantRef><participantRef>pb</participantRef>';
const correlated = `<correlationProperty id="cp" name="x"><correlationPropertyRetrievalExpression id="cpr" messageRef="m">
  <messagePath xsi:type="tFormalExpression">=x</messagePath></correlationPropertyRetrievalExpression></correlationProperty>
  <collaboration id="c"><participant id="pa" processRef="t:p"/><correlationKey id="ck" name="k"><correlationPropertyRef>cp</correlationPropertyRef></correlationKey></collaboration>`;
const subscription = `<correlationSubscription id="cs" correlationKeyRef="ck"><correlationPropertyBinding id="cpb" correlationPropertyRef="cp">
  <dataPath xsi:type="tFormalExpression">=x</dataPath></correlationPropertyBinding></correlationSubscription>`;

const flow = '<messageFlow id="mf" sourceRef="pb" targetRef="a"/>';
const against = (pair: Pair, plain: Pair): Pair => ({ with: pair.with, without: plain.with });

export const collaborationGroups: readonly SupportGroup[] = [
  {
    title: 'Collaborations',
    entries: [
      ['Collaboration', '9.2', collaboration('')],
      ['Participant', '9.3', collaboration('')],
      [
        'ParticipantMultiplicity',
        '9.3',
        added({
          root: '<collaboration id="c"><participant id="pa" processRef="t:p"><participantMultiplicity minimum="1" maximum="2"/></participant></collaboration>',
        }),
      ],
      [
        'ParticipantAssociation',
        '9.3',
        collaboration(
          '<participantAssociation id="x"><innerParticipantRef>pa</innerParticipantRef><outerParticipantRef>pb</outerParticipantRef></participantAssociation>',
        ),
      ],
      ['MessageFlow', '9.4', against(collaboration(flow), collaboration(''))],
      [
        'MessageFlowAssociation',
        '9.4',
        against(
          collaboration(`${flow}<messageFlowAssociation id="x" innerMessageFlowRef="mf" outerMessageFlowRef="mf"/>`),
          collaboration(flow),
        ),
      ],
      ['Conversation', '9.5', conversation('')],
      ['SubConversation', '9.5', collaboration(`<subConversation id="co">${both}</subConversation>`)],
      ['CallConversation', '9.5', collaboration(`<callConversation id="co">${both}</callConversation>`)],
      [
        'ConversationLink',
        '9.5',
        conversation(
          '<conversationLink id="x" sourceRef="pa" targetRef="co"/><conversationLink id="y" sourceRef="pb" targetRef="co"/>',
        ),
      ],
      [
        'ConversationAssociation',
        '9.5',
        conversation('<conversationAssociation id="x" innerConversationNodeRef="co" outerConversationNodeRef="co"/>'),
      ],
      ['GlobalConversation', '9.5', added({ root: '<globalConversation id="gc"/>' })],
      ['PartnerEntity', '9.3', added({ root: '<partnerEntity id="pe" name="x"/>' })],
      ['PartnerRole', '9.3', added({ root: '<partnerRole id="pe" name="x"/>' })],
      ['CorrelationKey', '8.4.2', added({ root: correlated })],
      ['CorrelationProperty', '8.4.2', added({ root: correlated })],
      ['CorrelationPropertyRetrievalExpression', '8.4.2', added({ root: correlated })],
      ['CorrelationSubscription', '8.4.2', instead({ root: correlated, beside: subscription }, { root: correlated })],
      [
        'CorrelationPropertyBinding',
        '8.4.2',
        instead({ root: correlated, beside: subscription }, { root: correlated }),
      ],
    ],
  },
  {
    title: 'Choreographies, beside a process',
    entries: [
      [
        'Choreography',
        '11',
        choreography(
          `<choreographyTask id="ct" initiatingParticipantRef="pa">${both}<messageFlowRef>mf</messageFlowRef></choreographyTask>`,
        ),
      ],
      [
        'ChoreographyTask',
        '11',
        choreography(
          `<choreographyTask id="ct" initiatingParticipantRef="pa">${both}<messageFlowRef>mf</messageFlowRef></choreographyTask>`,
        ),
      ],
      [
        'SubChoreography',
        '11',
        choreography(
          `<subChoreography id="ct" initiatingParticipantRef="pa">${both}<startEvent id="x"/><sequenceFlow id="xy" sourceRef="x" targetRef="y"/><endEvent id="y"/></subChoreography>`,
        ),
      ],
      [
        'CallChoreography',
        '11',
        choreography(
          `<callChoreography id="ct" initiatingParticipantRef="pa" calledChoreographyRef="t:ch">${both}</callChoreography>`,
        ),
      ],
      [
        'GlobalChoreographyTask',
        '11',
        added({
          root: '<globalChoreographyTask id="gc" initiatingParticipantRef="pa"><participant id="pa"/><participant id="pb"/></globalChoreographyTask>',
        }),
      ],
    ],
  },
];
