// An instance of a statechart as it stands after a record: immutable, shared between the writer and the
// readers.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "states/state.hpp"
#include "workflows/runtime/ids.hpp"

namespace waymark::runtime {

/// A published version of a workflow's document. `number` is dense and stands for it in records.
struct Definition {
    std::uint32_t number = 0;
    std::string workflow;
    std::uint32_t version = 0;  // of this workflow, from 1
    std::string digest;         // SHA-256 of the source, hex
    std::string source;
    std::shared_ptr<const states::Chart> chart;
};

/// By number; nullptr: there is none.
using DefinitionOf = std::function<const Definition*(std::uint32_t number)>;

struct Instance {
    InstanceId id;
    FamilyId family;
    InstanceId parent;  // who started it; 0: somebody outside
    const Definition* definition = nullptr;
    std::string key;            // business key within family and workflow ("infrastructure"); may be empty
    std::uint64_t version = 0;  // number of its records: the ETag
    Sequence record = 0;        // its newest record
    Instant created_at, updated_at;
    states::State state;
    std::string blob;        // encode(state), as it stands in the record
    std::string quarantine;  // the evidence; empty: in order
};

using InstancePtr = std::shared_ptr<const Instance>;

/// It was started by a command that was undone: it has ended, and its key is free.
bool is_undone(const Instance& instance);
inline constexpr std::string_view undone = "undone";
const states::Text& undone_title();

/// The state of the first region: what lists show and filter by. Of an undone instance: "undone".
std::string_view principal_state(const Instance& instance);

}  // namespace waymark::runtime
