// One model that has every kind of reference that the schema knows, all of them right; beside it what is done to them.

export const everything = `
<import namespace="urn:x" location="x.xsd" importType="http://www.w3.org/2001/XMLSchema"/>
<extension mustUnderstand="false" definition="x:thing"><documentation>e</documentation></extension>
<category id="cat" name="c"><categoryValue id="cv" value="v"/></category>
<itemDefinition id="i" structureRef="x:s"/>
<itemDefinition id="im" structureRef="x:s" isCollection="true"/>
<message id="m" name="m" itemRef="i"/>
<error id="er" structureRef="i" errorCode="e"/><escalation id="es" escalationCode="x" structureRef="i"/><signal id="sg" structureRef="i"/>
<resource id="r" name="r"><resourceParameter id="rp" name="p" type="i" isRequired="true"/></resource>
<endPoint id="ep"/>
<interface id="if" name="if" implementationRef="x:if"><operation id="op" name="op" implementationRef="x:op"><inMessageRef>m</inMessageRef><errorRef>er</errorRef></operation></interface>
<signalEventDefinition id="sed" signalRef="sg"/>
<message id="plain"/><interface id="if2" name="if2"><operation id="op2" name="op2"><inMessageRef>plain</inMessageRef><outMessageRef>plain</outMessageRef></operation></interface>
<globalTask id="g2"/>
<dataStore id="ds" capacity="3" isUnlimited="false"/>
<partnerEntity id="pe"><participantRef>pa</participantRef></partnerEntity><partnerRole id="pr"><participantRef>pb</participantRef></partnerRole>
<correlationProperty id="cp" type="i"><correlationPropertyRetrievalExpression messageRef="m"><messagePath>a</messagePath></correlationPropertyRetrievalExpression></correlationProperty>
<collaboration id="co"><participant id="pa" processRef="p"><interfaceRef>if</interfaceRef>
<endPointRef>ep</endPointRef><participantMultiplicity minimum="1" maximum="2"/></participant><participant id="pb"/>
<messageFlow id="mf" sourceRef="pb" targetRef="pa" messageRef="m"/>
<conversation id="cn"><participantRef>pa</participantRef>
<participantRef>pb</participantRef><messageFlowRef>mf</messageFlowRef>
<correlationKey id="ck" name="k"><correlationPropertyRef>cp</correlationPropertyRef></correlationKey></conversation>
<subConversation id="sc"><participantRef>pa</participantRef>
<participantRef>pb</participantRef>
<conversation id="cn2"><participantRef>pa</participantRef>
<participantRef>pb</participantRef></conversation></subConversation>
<callConversation id="cc" calledCollaborationRef="gc"><participantRef>pa</participantRef>
<participantRef>pb</participantRef><participantAssociation id="pas"><innerParticipantRef>ga</innerParticipantRef><outerParticipantRef>pa</outerParticipantRef></participantAssociation></callConversation>
<conversationAssociation id="ca" innerConversationNodeRef="cn" outerConversationNodeRef="sc"/>
<participantAssociation id="pas2"><innerParticipantRef>ha</innerParticipantRef><outerParticipantRef>pb</outerParticipantRef></participantAssociation>
<messageFlowAssociation id="mfa" innerMessageFlowRef="mf" outerMessageFlowRef="mf"/>
<choreographyRef>ch</choreographyRef>
<conversationLink id="cl" sourceRef="cn" targetRef="pa"/>
</collaboration>
<globalConversation id="gc"><participant id="ga"/><participant id="gb"/></globalConversation>
<globalUserTask id="gu"><rendering id="re"/></globalUserTask>
<globalScriptTask id="gs" scriptLanguage="text/feel"><script>1</script></globalScriptTask>
<globalTask id="gt"><supportedInterfaceRef>if</supportedInterfaceRef><ioSpecification><dataInput id="gdi" itemSubjectRef="i"/><dataOutput id="gdo" itemSubjectRef="i"/><inputSet id="is1"><dataInputRefs>gdi</dataInputRefs></inputSet><outputSet id="os1"><dataOutputRefs>gdo</dataOutputRefs></outputSet></ioSpecification><ioBinding operationRef="op" inputDataRef="gdi" outputDataRef="gdo"/></globalTask>
<choreography id="ch"><participant id="ha"/><participant id="hb"/><messageFlow id="hf" sourceRef="ha" targetRef="hb"/>
<startEvent id="cs"><outgoing>cf1</outgoing></startEvent>
<choreographyTask id="ct" initiatingParticipantRef="ha"><incoming>cf1</incoming><outgoing>cf2</outgoing>
<participantRef>ha</participantRef>
<participantRef>hb</participantRef><messageFlowRef>hf</messageFlowRef></choreographyTask>
<endEvent id="ce"><incoming>cf3</incoming></endEvent>
<callChoreography id="cch" initiatingParticipantRef="ha" calledChoreographyRef="gct"><incoming>cf2</incoming><outgoing>cf4</outgoing>
<participantRef>ha</participantRef>
<participantRef>hb</participantRef></callChoreography>
<subChoreography id="sch" initiatingParticipantRef="ha"><incoming>cf4</incoming><outgoing>cf3</outgoing>
<participantRef>ha</participantRef>
<participantRef>hb</participantRef>
<choreographyTask id="ct2" initiatingParticipantRef="ha"><participantRef>ha</participantRef>
<participantRef>hb</participantRef><messageFlowRef>hf</messageFlowRef></choreographyTask></subChoreography>
<sequenceFlow id="cf1" sourceRef="cs" targetRef="ct"/>
<sequenceFlow id="cf2" sourceRef="ct" targetRef="cch"/>
<sequenceFlow id="cf4" sourceRef="cch" targetRef="sch"/>
<sequenceFlow id="cf3" sourceRef="sch" targetRef="ce"/></choreography>
<globalChoreographyTask id="gct" initiatingParticipantRef="qa"><participant id="qa"/><participant id="qb"/><messageFlow id="qf" sourceRef="qa" targetRef="qb"/></globalChoreographyTask>
<process id="p" isExecutable="true" definitionalCollaborationRef="co"><auditing id="au"/><monitoring id="mo"/><property id="prop" itemSubjectRef="i"/>
<laneSet id="ls"><lane id="la" partitionElementRef="r"><partitionElement xsi:type="tResource" id="pel"/><flowNodeRef>a</flowNodeRef><childLaneSet id="cls"><lane id="la2"><flowNodeRef>a</flowNodeRef></lane></childLaneSet></lane></laneSet>
<startEvent id="s"><outgoing>f1</outgoing><dataOutput id="so" itemSubjectRef="i"/><dataOutputAssociation id="doa"><sourceRef>so</sourceRef><targetRef>dor</targetRef></dataOutputAssociation><outputSet><dataOutputRefs>so</dataOutputRefs></outputSet><messageEventDefinition messageRef="m"><operationRef>op</operationRef></messageEventDefinition></startEvent>
<dataObject id="do" itemSubjectRef="i"/>
<dataObjectReference id="dor" dataObjectRef="do"/><dataStoreReference id="dsr" dataStoreRef="ds"/>
<userTask id="a"><categoryValueRef>cv</categoryValueRef><incoming>f1</incoming><outgoing>f2</outgoing><ioSpecification><dataInput id="ai" itemSubjectRef="i"/><inputSet><dataInputRefs>ai</dataInputRefs></inputSet><outputSet/></ioSpecification><dataInputAssociation id="dia"><sourceRef>dor</sourceRef><targetRef>ai</targetRef></dataInputAssociation>
<potentialOwner id="po"><resourceRef>r</resourceRef><resourceParameterBinding parameterRef="rp"><formalExpression>1</formalExpression></resourceParameterBinding></potentialOwner>
<humanPerformer id="hp"><resourceAssignmentExpression><formalExpression>x</formalExpression></resourceAssignmentExpression></humanPerformer></userTask>
<boundaryEvent id="b" attachedToRef="a"><outgoing>f3</outgoing><escalationEventDefinition escalationRef="es"/></boundaryEvent>
<callActivity id="call" calledElement="g2" default="f6"><incoming>f3</incoming><outgoing>f4</outgoing><outgoing>f6</outgoing></callActivity>
<serviceTask id="st" operationRef="op2"><incoming>f4</incoming><outgoing>f5</outgoing><multiInstanceLoopCharacteristics behavior="One" oneBehaviorEventRef="sed"><loopCardinality xsi:type="tFormalExpression" evaluatesToTypeRef="i">2</loopCardinality></multiInstanceLoopCharacteristics></serviceTask>
<intermediateThrowEvent id="t"><incoming>f5</incoming><outgoing>f7</outgoing><eventDefinitionRef>sed</eventDefinitionRef></intermediateThrowEvent>
<task id="mi"><incoming>f7</incoming><outgoing>f8</outgoing><ioSpecification><dataInput id="mid" itemSubjectRef="im" isCollection="true"/><dataInput id="opt"/><inputSet id="ms"><dataInputRefs>mid</dataInputRefs><dataInputRefs>opt</dataInputRefs><optionalInputRefs>opt</optionalInputRefs><whileExecutingInputRefs>opt</whileExecutingInputRefs><outputSetRefs>mos</outputSetRefs></inputSet><outputSet id="mos"><inputSetRefs>ms</inputSetRefs></outputSet></ioSpecification><multiInstanceLoopCharacteristics><loopDataInputRef>mid</loopDataInputRef></multiInstanceLoopCharacteristics></task>
<intermediateThrowEvent id="ct1"><incoming>f8</incoming><outgoing>f9</outgoing><compensateEventDefinition activityRef="a"/></intermediateThrowEvent>
<intermediateThrowEvent id="lt"><incoming>f9</incoming><linkEventDefinition id="ld1" name="L"><target>ld2</target></linkEventDefinition></intermediateThrowEvent>
<intermediateCatchEvent id="lc"><outgoing>f10</outgoing><linkEventDefinition id="ld2" name="L"><source>ld1</source></linkEventDefinition></intermediateCatchEvent>
<endEvent id="e"><incoming>f2</incoming><incoming>f6</incoming><incoming>f10</incoming><errorEventDefinition errorRef="er"/></endEvent>
<sequenceFlow id="f3" sourceRef="b" targetRef="call"/>
<sequenceFlow id="f4" sourceRef="call" targetRef="st"/>
<sequenceFlow id="f5" sourceRef="st" targetRef="t"/>
<sequenceFlow id="f6" sourceRef="call" targetRef="e"/>
<sequenceFlow id="f7" sourceRef="t" targetRef="mi"/>
<sequenceFlow id="f8" sourceRef="mi" targetRef="ct1"/>
<sequenceFlow id="f9" sourceRef="ct1" targetRef="lt"/>
<sequenceFlow id="f10" sourceRef="lc" targetRef="e"/>
<sequenceFlow id="f1" sourceRef="s" targetRef="a"/>
<sequenceFlow id="f2" sourceRef="a" targetRef="e"/>
<group id="g" categoryValueRef="cv"/><textAnnotation id="ta"><text>t</text></textAnnotation><association id="as" sourceRef="ta" targetRef="a"/>
<correlationSubscription id="csb" correlationKeyRef="ck"><correlationPropertyBinding correlationPropertyRef="cp"><dataPath>p</dataPath></correlationPropertyBinding></correlationSubscription>
<supports>p</supports></process>
<relationship id="rel" type="t" direction="None"><source>a</source><target>e</target></relationship>
`;
