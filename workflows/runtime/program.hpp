// What a program of workflows brings to the runtime: documents, functions, collections, who may read what.
// Owned by the composition root, outlives the service. The partner program is workflows/partner/program.cpp;
// tests bring small ones of their own.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "states/functions.hpp"
#include "states/result.hpp"
#include "workflows/runtime/actor.hpp"
#include "workflows/runtime/instance.hpp"

namespace waymark::runtime {

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
    /// The service's own books: journal, definitions, all timers, the whole outbox.
    std::function<bool(const Actor&, std::string_view book)> may_read_book;
    /// May he confirm a hold, release a quarantined instance, move the rehearsal clock?
    std::function<bool(const Actor&, std::string_view operation)> may_operate;
    /// What a JSON Schema cannot say of a start's data (check digits, members that must fit one another);
    /// asked after the form is found right. Errors: "form-invalid".
    std::function<Done(std::string_view workflow, const states::Value& data)> check_start;
    /// Called as Service::observe has it, with every instance of the workflow named first.
    std::vector<std::pair<std::string, std::function<void(const Instance&)>>> observers;
    /// To whom an instance is assigned, by id; 0: to nobody. `root`: of its family. Empty: to nobody ever.
    std::function<InstanceId(const Instance&, const Instance& root)> assigned_to;
    /// Is what an instance waits for past its term? Empty: never.
    std::function<bool(const Instance&)> overdue;
    std::vector<Lookup> lookups;
    /// What domain code knows beside the instance's own state. Asked for at the moment of the step and
    /// recorded with the event, under _event.data.facts: a replay does not ask again. Thread: the writer's,
    /// and those of questions.
    std::function<states::Value(const FactQuestion&)> facts;
};

}  // namespace waymark::runtime
