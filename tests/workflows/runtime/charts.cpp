#include "tests/workflows/runtime/charts.hpp"

namespace waymark::runtime::charts {

namespace {

constexpr std::string_view firm_source = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:wm="urn:waymark:chart" version="1.0" name="firm"
       datamodel="ecmascript" initial="active">
  <wm:title xml:lang="en">Firm</wm:title>
  <wm:start roles="staff">
    <wm:title xml:lang="en">Add a firm</wm:title>
    <wm:form>{"type":"object","additionalProperties":false,"properties":{
      "name":{"type":"string","maxLength":40,"personal":true},
      "contacts":{"type":"array","items":{"type":"object","properties":{
        "phone":{"type":"string","personal":true},"role":{"type":"string"}}}}}}</wm:form>
  </wm:start>
  <wm:event name="firm.note" roles="staff">
    <wm:form>{"type":"object","required":["text"],"additionalProperties":false,"properties":{"text":{"type":"string"}}}</wm:form>
  </wm:event>
  <wm:event name="firm.count" roles="staff"/>
  <wm:event name="firm.hire" roles="staff">
    <wm:form>{"type":"object","required":["key"],"properties":{"key":{"type":"string"}}}</wm:form>
  </wm:event>
  <wm:event name="firm.plan" roles="staff">
    <wm:form>{"type":"object","required":["first","second","end"],"properties":{
      "first":{"type":"string"},"second":{"type":"string"},"end":{"type":"string"}}}</wm:form>
  </wm:event>
  <wm:event name="firm.pause" roles="staff chief"/>
  <wm:event name="firm.go" roles="staff"/>
  <wm:event name="firm.close" roles="chief staff"/>
  <wm:event name="firm.tell" roles="staff"/>
  <wm:event name="firm.work" roles="staff"/>
  <wm:event name="firm.chain" roles="staff"/>
  <wm:event name="firm.spin" roles="staff"/>
  <wm:event name="firm.quarrel" roles="staff"/>
  <wm:event name="firm.lost" roles="staff"/>
  <wm:event name="firm.later" roles="staff"/>
  <wm:event name="firm.break" roles="staff"/>
<!-- more -->
  <datamodel>
    <data id="name" expr="''"/>
    <data id="contacts" expr="[]"/>
    <data id="notes" expr="0"/>
    <data id="heard" expr="[]"/>
    <data id="failed" expr="0"/>
  </datamodel>
  <state id="active">
    <wm:title xml:lang="en">Active</wm:title>
    <wm:title xml:lang="ru">Действует</wm:title>
    <transition event="firm.note firm.count"><assign location="notes" expr="notes + 1"/></transition>
    <transition event="firm.hire">
      <send type="urn:waymark:start" target="job" event="job.hired">
        <param name="key" expr="_event.data.key"/><param name="title" expr="_event.data.key"/>
      </send>
    </transition>
    <transition event="firm.plan">
      <send id="first" type="urn:waymark:notify" event="exit.in14" delayexpr="until(_event.data.first)"
            wm:superseded-by="second end"><param name="to" expr="['partner', 'pam']"/></send>
      <send id="second" type="urn:waymark:notify" event="exit.in7" delayexpr="until(_event.data.second)"
            wm:superseded-by="end"><param name="to" expr="'partner'"/></send>
      <send id="end" event="end" delayexpr="until(_event.data.end)"/>
    </transition>
    <transition event="end" target="closed"/>
    <transition event="firm.pause" target="paused"/>
    <transition event="firm.close" cond="notes &gt;= 1" target="closed">
      <wm:reason xml:lang="en">A firm is closed with at least one note, not {notes}.</wm:reason>
      <wm:reason xml:lang="ru">Нужна хотя бы одна заметка, а их {notes}.</wm:reason>
    </transition>
    <transition event="firm.tell"><send type="urn:waymark:instance" target="children/job" event="job.told"/></transition>
    <transition event="firm.work"><send type="urn:waymark:instance" target="children" event="job.work"/></transition>
    <transition event="firm.chain">
      <send event="self.first"/>
      <send type="urn:waymark:notify" event="chained"><param name="to" expr="'team'"/><param name="who" expr="name"/></send>
    </transition>
    <transition event="self.first"><assign location="heard" expr="append(heard, _event.name)"/></transition>
    <transition event="firm.spin" target="spinning"/>
    <transition event="firm.quarrel">
      <send type="urn:waymark:instance" target="children" event="job.quarrel"/>
    </transition>
    <transition event="job.quarrel">
      <send type="urn:waymark:instance" target="children" event="job.quarrel"/>
    </transition>
    <transition event="firm.break"><send type="urn:waymark:instance" target="children" event="job.spin"/></transition>
    <transition event="firm.lost">
      <send id="to_parent" type="urn:waymark:instance" target="parent" event="hello"/>
      <send type="urn:waymark:start" targetexpr="'nothing'"/>
    </transition>
    <transition event="firm.later">
      <send id="late_start" type="urn:waymark:start" target="job" delay="60s"><param name="title" expr="'later'"/></send>
      <send id="late_error" type="urn:waymark:instance" target="parent" event="hello" delay="120s"/>
    </transition>
    <transition event="error.communication"><assign location="failed" expr="failed + 1"/></transition>
    <transition event="job.ready job.done">
      <assign location="heard" expr="append(heard, _event.name + ':' + _event.data.title)"/>
    </transition>
  </state>
  <state id="paused">
    <wm:title xml:lang="en">Paused</wm:title>
    <transition event="firm.go" target="active"/>
  </state>
  <state id="spinning"><transition target="spun"/></state>
  <state id="spun"><transition target="spinning"/></state>
  <final id="closed">
    <wm:title xml:lang="en">Closed</wm:title>
    <onentry><send type="urn:waymark:instance" target="children" event="firm.closed"/></onentry>
  </final>
</scxml>)xml";

constexpr std::string_view job_source = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:wm="urn:waymark:chart" version="1.0" name="job"
       datamodel="ecmascript" initial="open">
  <wm:event name="job.cancel" roles="staff"/>
  <datamodel>
    <data id="title" expr="''"/>
    <data id="hired" expr="0"/>
    <data id="told" expr="0"/>
  </datamodel>
  <state id="open">
    <onentry>
      <send type="urn:waymark:instance" target="parent" event="job.ready"><param name="title" expr="title"/></send>
    </onentry>
    <transition event="job.hired"><assign location="hired" expr="hired + 1"/></transition>
    <transition event="job.told"><assign location="told" expr="told + 1"/></transition>
    <transition event="job.work"><send event="job.finish" delay="3600s"/></transition>
    <transition event="job.finish" target="done"/>
    <transition event="job.quarrel"><send type="urn:waymark:instance" target="parent" event="job.quarrel"/></transition>
    <transition event="job.spin" target="spinning"/>
    <transition event="firm.closed job.cancel" target="done"/>
  </state>
  <state id="spinning"><transition target="spun"/></state>
  <state id="spun"><transition target="spinning"/></state>
  <final id="done">
    <onentry>
      <send type="urn:waymark:instance" target="parent" event="job.done"><param name="title" expr="title"/></send>
      <send type="urn:waymark:instance" target="root" event="job.quiet"/>
    </onentry>
  </final>
</scxml>)xml";

constexpr std::string_view meter_source = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:wm="urn:waymark:chart" version="1.0" name="meter"
       datamodel="ecmascript" initial="on">
  <wm:start roles="staff"/>
  <wm:event name="meter.arm" roles="staff">
    <wm:form>{"type":"object","required":["name","ms"],"properties":{
      "name":{"type":"string"},"ms":{"type":"integer","minimum":1},"again_ms":{"type":"integer"}}}</wm:form>
  </wm:event>
  <wm:event name="meter.read" roles="staff"/>
  <wm:event name="meter.beside" roles="staff"/>
  <datamodel>
    <data id="seen" expr="[]"/>
    <data id="again" expr="0"/>
    <data id="late" expr="0"/>
  </datamodel>
  <state id="on">
    <transition event="meter.beside"><send type="urn:waymark:start" target="meter"/></transition>
    <transition event="meter.arm">
      <assign location="again" expr="_event.data.again_ms === undefined ? 0 : _event.data.again_ms"/>
      <send event="tick" delayexpr="_event.data.ms + 'ms'"><param name="name" expr="_event.data.name"/></send>
    </transition>
    <transition event="tick">
      <assign location="seen" expr="append(seen, _event.data.name + '@' + now)"/>
      <assign location="late" expr="late + (_event.late ? 1 : 0)"/>
      <if cond="again &gt; 0">
        <send event="tick" delayexpr="again + 'ms'"><param name="name" expr="_event.data.name + '+'"/></send>
        <assign location="again" expr="0"/>
      </if>
      <send type="urn:waymark:instance" target="family/meter" event="neighbour"><param name="name" expr="_event.data.name"/></send>
    </transition>
    <transition event="neighbour"><assign location="seen" expr="append(seen, '~' + _event.data.name)"/></transition>
    <transition event="meter.read"><assign location="seen" expr="append(seen, 'read@' + now)"/></transition>
  </state>
</scxml>)xml";

}  // namespace

Program::Document firm() { return {"firm", std::string(firm_source), "firm.scxml"}; }

Program::Document firm_of_tomorrow() {
    auto document = firm();
    constexpr std::string_view mark = "<!-- more -->";
    document.source.replace(document.source.find(mark), mark.size(),
                            R"(<wm:event name="firm.renamed" roles="staff"/>)");
    return document;
}

Program::Document job() { return {"job", std::string(job_source), "job.scxml"}; }
Program::Document meter() { return {"meter", std::string(meter_source), "meter.scxml"}; }
std::vector<Program::Document> all() { return {firm(), job(), meter()}; }

}  // namespace waymark::runtime::charts
