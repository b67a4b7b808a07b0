#include "tests/adapters/http/desk.hpp"

#include "states/state.hpp"

namespace waymark::http {
namespace {

constexpr const char* ticket = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:wm="urn:waymark:chart" version="1.0" name="ticket" datamodel="ecmascript"
       initial="open">
  <wm:title xml:lang="en">Ticket</wm:title>
  <wm:title xml:lang="ru">Заявка</wm:title>
  <wm:start roles="agent lead admin">
    <wm:title xml:lang="en">Open a ticket</wm:title>
    <wm:form>{"type":"object","required":["title"],"additionalProperties":false,"properties":{
      "title":{"type":"string","minLength":1,"maxLength":200},"contact":{"type":"string","personal":true}}}</wm:form>
  </wm:start>
  <wm:event name="ticket.note" roles="agent lead">
    <wm:title xml:lang="en">Add a note</wm:title>
    <wm:form>{"type":"object","required":["text"],"additionalProperties":false,"properties":{"text":{"type":"string"}}}</wm:form>
  </wm:event>
  <wm:event name="ticket.wait" roles="agent lead">
    <wm:title xml:lang="en">Wait</wm:title>
    <wm:form>{"type":"object","required":["days"],"additionalProperties":false,
      "properties":{"days":{"type":"integer","minimum":1}}}</wm:form>
  </wm:event>
  <wm:event name="ticket.resume" roles="agent lead"><wm:title xml:lang="en">Go on</wm:title></wm:event>
  <wm:event name="ticket.close" roles="lead"><wm:title xml:lang="en">Close</wm:title></wm:event>
  <wm:event name="task.add" roles="agent lead">
    <wm:title xml:lang="en">Add a task</wm:title>
    <wm:form>{"type":"object","required":["what"],"additionalProperties":false,"properties":{"what":{"type":"string"}}}</wm:form>
  </wm:event>
  <datamodel>
    <data id="title" expr="''"/>
    <data id="contact" expr="''"/>
    <data id="notes" expr="0"/>
  </datamodel>
  <state id="open">
    <wm:title xml:lang="en">Open</wm:title>
    <wm:title xml:lang="ru">Открыта</wm:title>
    <transition event="ticket.note"><assign location="notes" expr="notes + 1"/></transition>
    <transition event="ticket.wait" target="waiting"/>
    <transition event="task.add">
      <send type="urn:waymark:start" target="task"><param name="what" expr="_event.data.what"/></send>
    </transition>
    <transition event="ticket.close" cond="notes >= 1" target="closed">
      <wm:reason xml:lang="en">A ticket is closed with at least one note.</wm:reason>
      <wm:reason xml:lang="ru">Заявку закрывают хотя бы с одной заметкой.</wm:reason>
    </transition>
  </state>
  <state id="waiting">
    <wm:title xml:lang="en">Waiting</wm:title>
    <wm:title xml:lang="ru">Ждёт</wm:title>
    <onentry>
      <send id="reminder" event="reminder" delayexpr="_event.data.days * 86400 + 's'"/>
      <send type="urn:waymark:notify" event="ticket.waits"><param name="to" expr="'customer'"/><param name="title" expr="title"/></send>
    </onentry>
    <onexit><cancel sendid="reminder"/></onexit>
    <transition event="ticket.resume reminder" target="open"/>
  </state>
  <final id="closed">
    <wm:title xml:lang="en">Closed</wm:title>
    <wm:title xml:lang="ru">Закрыта</wm:title>
  </final>
</scxml>)xml";

constexpr const char* task = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:wm="urn:waymark:chart" version="1.0" name="task" datamodel="ecmascript"
       initial="todo">
  <wm:title xml:lang="en">Task</wm:title>
  <wm:event name="task.done" roles="agent lead"><wm:title xml:lang="en">Done</wm:title></wm:event>
  <datamodel><data id="what" expr="''"/></datamodel>
  <state id="todo"><transition event="task.done" target="done"/></state>
  <final id="done"/>
</scxml>)xml";

constexpr const char* person = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:wm="urn:waymark:chart" version="1.0" name="person" datamodel="ecmascript"
       initial="known">
  <wm:title xml:lang="en">Person</wm:title>
  <wm:start roles="admin">
    <wm:title xml:lang="en">Add a person</wm:title>
    <wm:form>{"type":"object","required":["name"],"additionalProperties":false,
      "properties":{"name":{"type":"string","personal":true}}}</wm:form>
  </wm:start>
  <wm:event name="token.issue" roles="admin">
    <wm:title xml:lang="en">Issue a token</wm:title>
    <wm:form>{"type":"object","required":["id"],"additionalProperties":false,"properties":{"id":{"type":"string"}}}</wm:form>
  </wm:event>
  <datamodel><data id="name" expr="''"/></datamodel>
  <state id="known"><transition event="token.issue"/></state>
</scxml>)xml";

/// What a ticket would need, and the board of all tickets.
std::vector<runtime::Question> questions() {
    runtime::Question forecast;
    forecast.name = "forecast";
    forecast.workflow = "ticket";
    forecast.title = {"When a ticket will be done", "Когда заявка будет готова"};
    forecast.parameters = {
        {"at",
         {"A day, such as 2027-04-01.", "День, например 2027-04-01."},
         states::Value::Object{{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}},
         false},
        {"helper", {"Who helps.", "Кто помогает."}, {}, true}};
    forecast.answer = [](const runtime::Asking& asking) -> Result<states::Value> {
        states::Value::Array helpers;
        const auto [first, last] = asking.parameters.equal_range("helper");
        for (auto helper = first; helper != last; ++helper) helpers.emplace_back(helper->second);
        return states::Value(
            states::Value::Object{{"ticket", to_text(asking.instance->id)}, {"helpers", std::move(helpers)}});
    };
    runtime::Question board;
    board.name = "board";
    board.title = {"All tickets", "Все заявки"};
    board.roles = {"lead", "admin"};
    board.parameters = {{"empty", {"Any text: no tickets.", "Любой текст: без заявок."}, {}, false}};
    board.columns = {"title", "bill_kopecks", "note"};
    board.answer = [](const runtime::Asking& asking) -> Result<states::Value> {
        states::Value::Array rows;
        if (!asking.parameters.contains("empty"))
            for (const auto& each : asking.find("tickets", "all")) {
                const auto& chart = *each->definition->chart;
                rows.push_back(states::Value::Object{{"title", states::datum(chart, each->state, "title")},
                                                     {"bill_kopecks", -60'000'000}});
            }
        return states::Value(states::Value::Object{{"rows", std::move(rows)}});
    };
    return {forecast, board};
}

}  // namespace

runtime::Program desk_program(const states::Functions& functions) {
    runtime::Program program;
    program.documents = {
        {"ticket", ticket, "ticket.scxml"}, {"task", task, "task.scxml"}, {"person", person, "person.scxml"}};
    program.functions = &functions;
    program.collections = {{"tickets", "ticket", "ticket", "", ""},
                           {"tasks", "task", "task", "task.add", "ticket"},
                           {"persons", "person", "person", "", ""}};
    program.rulebook = "r1";
    program.lookups = {{"tickets", "ticket", [](const runtime::Instance&) { return std::string("all"); }}};
    program.questions = questions();
    program.may_read = [](const runtime::Actor& actor, std::string_view, runtime::FamilyId family,
                          runtime::InstanceId) {
        return actor.partner.number == 0 || actor.partner == family;
    };
    program.may_read_book = [](const runtime::Actor& actor, std::string_view book) {
        return book != "journal" || actor.has_role("admin") || actor.has_role("auditor");
    };
    program.may_operate = [](const runtime::Actor& actor, std::string_view) {
        return actor.has_role("admin");
    };
    program.recipients = [](const runtime::OutboxRow& row,
                            runtime::Inquiry&) -> Result<std::vector<runtime::Recipient>> {
        if (row.notification.fields["title"] == states::Value("nobody"))
            return Error{"no-recipient", "The customer has no address. Add one.", {}, {}};
        return std::vector<runtime::Recipient>{{"customer-1", {}}};
    };
    program.letter = [](const runtime::OutboxRow& row, const std::string&,
                        runtime::Inquiry&) -> Result<runtime::Letter> {
        runtime::Letter letter;
        letter.address = "customer@example.org";
        letter.subject = row.notification.fields["title"].string_or("");
        return letter;
    };
    return program;
}

}  // namespace waymark::http
