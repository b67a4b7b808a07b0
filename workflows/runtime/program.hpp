// What a program of workflows brings to the runtime: documents, functions, collections, who may read what.
// Owned by the composition root, outlives the service. The partner program is workflows/partner/program.cpp;
// tests bring small ones of their own.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "states/functions.hpp"
#include "states/result.hpp"
#include "workflows/runtime/actor.hpp"
#include "workflows/runtime/instance.hpp"
#include "workflows/runtime/ports/mail.hpp"
#include "workflows/runtime/rows.hpp"

namespace waymark::runtime {

/// Whom a message is for. The id is all that journal and outbox hold: of a person's instance, "subject:…", or
/// the name of a configured mailbox; never a name or an address.
struct Recipient {
    std::string id;       // at most 200 bytes; each but once for a message
    std::string problem;  // why no letter can go to him ("has no address"); empty: one can
};

/// Time without a break in one principal state, however often the instance moved within it.
struct Stay {
    std::string state;
    Instant from;  // to the next one's; the newest goes on
};

/// What a program looks up to address and write letters: everything committed before it was asked, each thing
/// read once. Thread: one at a time.
class Inquiry {
  public:
    virtual ~Inquiry() = default;
    virtual InstancePtr instance(InstanceId id) = 0;                               // nullptr: there is none
    virtual const std::vector<InstancePtr>& family(FamilyId family) = 0;           // by id
    virtual const std::vector<InstancePtr>& all(const std::string& workflow) = 0;  // "person"; by id
    /// The same one by one and in no order: for what is too much to be kept at once.
    virtual void each(const std::string& workflow, const std::function<void(const InstancePtr&)>& take) = 0;
    /// The newest so many, oldest first: read from the instance's history as far back as they reach.
    virtual std::vector<Stay> stays(const Instance& instance, std::size_t most) = 0;
    /// Texts "subject:…" within the value replaced by what they stand for (null when erased).
    virtual states::Value reveal(const states::Value& value) = 0;
};

/// A workflow that the outside sees as a resource: /api/v1/<name>.
struct Collection {
    std::string name;      // "notices"
    std::string workflow;  // "notice"
    std::string singular;  // "notice"
    // Empty: an instance is started by the document's <wm:start>. Otherwise by this event at another instance
    // of the family, named by the member `parent` of the body; the started instance is the answer.
    std::string creating_event;  // "notice.register"
    std::string parent;          // "partner"
};

/// An index over the instances of one workflow, kept by the runtime.
struct Lookup {
    std::string name, workflow;
    /// Under which key the instance is found; empty: under none. Pure.
    std::function<std::string(const Instance&)> key;
};

/// Instances by a lookup as they stand at this moment, those of the same batch included. In order of id.
using FindInstances = std::function<std::vector<InstancePtr>(std::string_view lookup, std::string_view key)>;

/// What is asked when an event declares a fact (<wm:event facts="…">).
struct FactQuestion {
    std::string_view fact;
    const Instance& instance;  // before the step
    const states::Event& event;
    Instant at;
    const FindInstances& find;
};

/// What may stand behind a question's "?".
struct QuestionParameter {
    std::string name;      // "with_certificate"
    states::Text title;    // what to write there: a sentence for documents and refusals
    states::Value schema;  // a JSON Schema of one text; undefined: any text
    bool repeated = false;
};
using QuestionParameters = std::multimap<std::string, std::string, std::less<>>;

/// A question as it was asked.
struct Asking {
    const Actor& actor;
    const Instance* instance;              // nullptr: of a report
    const QuestionParameters& parameters;  // declared ones, of their schema
    Instant now;
    // Both see all, whoever asks: that the actor may know what the answer says is up to the answer.
    const FindInstances& find;
    Inquiry& inquiry;
};

/// What the program can be asked beside what its instances hold: about an instance of a workflow, or, as a
/// report, about all.
struct Question {
    std::string name;      // "eligibility"; with the workflow unique, and no other path below the collection
    std::string workflow;  // of a collection; empty: a report
    states::Text title;
    /// Who may ask. About an instance: of those who may read it; empty: all of them. A report: empty: nobody.
    std::vector<std::string> roles;
    std::vector<QuestionParameter> parameters;
    /// Not empty: the answer is a table; its member "rows" is an array of objects with these members.
    std::vector<std::string> columns;
    /// An object; personal texts are in it as the inquiry reveals them. Units: amounts are kopecks; the unit
    /// is last in a member's name. Errors: "bad-query", place = the parameter's name; "not-found". Thread:
    /// any, several at a time.
    std::function<Result<states::Value>(const Asking&)> answer;
};

/// An event that the service sends by itself.
struct Errand {
    InstanceId instance;
    std::string event;  // one that nobody outside may send
    states::Value data;
    /// Finds the data out where that takes long, about the instance and as the service itself: others go on
    /// meanwhile. Empty: the data is at hand. Thread: that of Ports::slow.
    std::function<states::Value(const Asking&)> find_out = {};
};

/// What follows in other families from how an instance of a workflow stands.
struct ErrandSource {
    std::string workflow;
    /// Asked after each commit that moved such an instance, and of each at the start. What is done already it
    /// names no more; what is refused is not sent again before it is asked again; what is under way it may
    /// name twice. Pure. Thread: the writer's.
    std::function<std::vector<Errand>(const Instance&, const FindInstances&)> of;
};

struct Program {
    struct Document {
        std::string workflow, source, file;
    };
    std::vector<Document> documents;
    const states::Functions* functions = nullptr;
    std::vector<Collection> collections;
    std::string rulebook;
    /// Rows: may this actor know of an instance of this workflow in this family? What he may not know does
    /// not exist for him.
    std::function<bool(const Actor&, std::string_view workflow, FamilyId, InstanceId)> may_read;
    /// Fields: may he see this member of the data of such an instance (`event` is empty), or of an event sent
    /// to it? Of an instance that he may know of. Empty, as those that follow: he may.
    std::function<bool(const Actor&, std::string_view workflow, std::string_view event,
                       std::string_view member)>
        may_see;
    /// The same of a message's fields; and may he know of messages to this audience at all?
    std::function<bool(const Actor&, std::string_view workflow, std::string_view message,
                       std::string_view field)>
        may_see_field;
    std::function<bool(const Actor&, std::string_view audience)> may_read_messages_to;
    /// Fields the other way: may he set this member of the data of an event that he may send?
    std::function<bool(const Actor&, std::string_view workflow, std::string_view event,
                       std::string_view member)>
        may_set;
    /// The service's own books: journal, definitions, all timers, the whole outbox.
    std::function<bool(const Actor&, std::string_view book)> may_read_book;
    /// May he confirm a hold, release a quarantined instance, move the rehearsal clock, undo what others did?
    std::function<bool(const Actor&, std::string_view operation)> may_operate;
    /// What a JSON Schema cannot say of a start's data (check digits, members that must fit one another);
    /// asked after the form is found right. Errors: "form-invalid".
    std::function<Done(std::string_view workflow, const states::Value& data)> check_start;
    /// May the actor give this instance, as it stands, bytes in bulk? Empty: nobody ever. Errors:
    /// "role-missing", "slice-refused".
    std::function<Done(const Actor&, const Instance&, std::uint32_t number, std::string_view bytes)>
        takes_slice;
    /// Called as Service::observe has it, with every instance of the workflow named first.
    std::vector<std::pair<std::string, std::function<void(const Instance&)>>> observers;
    /// To whom an instance is assigned, by id; 0: to nobody. `root`: of its family. Empty: to nobody ever.
    std::function<InstanceId(const Instance&, const Instance& root)> assigned_to;
    /// Does a person stand in for that other one at this instant? Empty: nobody ever does.
    std::function<bool(InstanceId person, InstanceId other, Instant at)> stands_in;
    /// Is what an instance waits for past its term? Empty: never.
    std::function<bool(const Instance&)> overdue;
    std::vector<Lookup> lookups;
    std::vector<ErrandSource> errands;
    std::vector<Question> questions;
    /// What domain code knows beside the instance's own state. Asked for at the moment of the step and
    /// recorded with the event, under _event.data.facts: a replay does not ask again. Undefined: cannot be
    /// said yet, it hangs on data that the event does not bring. Thread: the writer's, and those of
    /// questions.
    std::function<states::Value(const FactQuestion&)> facts;
    /// Whom a message goes to, asked once, when it is about to leave. Errors: there is nobody; the error's
    /// message says why and what to do, and names no one: it stands in the dead-letter list.
    std::function<Result<std::vector<Recipient>>(const OutboxRow&, Inquiry&)> recipients;
    /// The letter to one of them, written anew for each attempt. message_id and date are filled in
    /// afterwards. Errors: it cannot be written now (address erased, template at fault); said as with
    /// `recipients`.
    std::function<Result<Letter>(const OutboxRow&, const std::string& recipient, Inquiry&)> letter;
};

}  // namespace waymark::runtime
