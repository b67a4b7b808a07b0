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
    std::function<bool(const Actor&, std::string_view workflow, FamilyId)> may_read;
    /// The service's own books: journal, definitions, all timers, the whole outbox.
    std::function<bool(const Actor&, std::string_view book)> may_read_book;
    /// May he confirm a hold, release a quarantined instance, move the rehearsal clock?
    std::function<bool(const Actor&, std::string_view operation)> may_operate;
    /// What a JSON Schema cannot say of a start's data (check digits, members that must fit one another);
    /// asked after the form is found right. Errors: "form-invalid".
    std::function<Done(std::string_view workflow, const states::Value& data)> check_start;
};

}  // namespace waymark::runtime
