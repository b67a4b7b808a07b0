// What a file of records would do: each row held against what is recorded, new ones and differences made into
// events, done together or not at all. Whether they may be is decided by their charts, on the writer.
// Thread: one at a time.
#pragma once

#include <map>
#include <set>

#include "workflows/partner/imports/partner_directory.hpp"
#include "workflows/partner/imports/record_file.hpp"
#include "workflows/runtime/service.hpp"

namespace waymark::partner {

struct RecordPlan {
    std::vector<runtime::Joint> commands;
    std::vector<std::size_t> row_of;  // whose each command is, among the file's rows
    std::uint64_t added = 0, corrected = 0, unchanged = 0;
    std::set<runtime::InstanceId> partners;
};

class RecordPlanner {
  public:
    /// All outlive it. `by`: whose events they will be.
    RecordPlanner(const RecordKind& kind, RecordFile& file, const runtime::Actor& by,
                  const PartnerDirectory& directory, runtime::Inquiry& inquiry);

    /// Errors go to the file.
    RecordPlan plan();

  private:
    /// What is recorded, by the columns' names.
    struct Known {
        runtime::InstancePtr instance;
        states::Value fields;
        std::string entry;  // of a list within it
    };
    struct Records {
        std::vector<Known> all;
        std::vector<std::multimap<std::string, std::size_t>> by_key;  // by alternative of the kind's keys
    };
    using Row = RecordRow;

    void plan_row(std::size_t index);
    runtime::InstancePtr parent_of(const Row& row);
    runtime::InstancePtr named_parent(const Row& row, runtime::InstanceId partner);
    const std::multimap<std::string, runtime::InstancePtr>& parents_of(runtime::InstanceId partner);
    const Records& known_at(const runtime::Instance& parent);
    [[nodiscard]] std::vector<Known> read_known(const runtime::Instance& parent);
    /// What names a record by an alternative of the keys; empty: it does not.
    template <class Field>
    [[nodiscard]] std::string key_by(std::size_t alternative, const Field& field) const;
    [[nodiscard]] states::Value fields_of(const runtime::Instance& record);
    /// The one that the row speaks of; nothing after an error or when it is new: `found` says which.
    enum class Found : std::uint8_t { none, one, error };
    Found find(const Row& row, const runtime::Instance& parent, const Known*& known);
    bool is_named_twice(const Row& row, const runtime::Instance& parent, const Known* known);

    void add(const Row& row, const runtime::Instance& parent);
    void compare(const Row& row, const Known& known);
    void compare_stay(const Row& row, const Known& known);
    /// False: it cannot be corrected so.
    bool correct_members(const Row& row, const Known& known, std::size_t& events);
    bool go_further(const Row& row, const Known& known, std::size_t& events);
    void send(const runtime::Instance& to, std::string_view event, states::Value data);
    void start(const runtime::Instance& parent, const states::Value& data);
    void send_to_started(std::string_view event, states::Value data);
    [[nodiscard]] states::Value further_data(const states::Value& value) const;

    const RecordKind& kind_;
    RecordFile& file_;
    const runtime::Actor& by_;
    const PartnerDirectory& directory_;
    runtime::Inquiry& inquiry_;
    RecordPlan plan_;
    std::size_t at_ = 0;  // the row at hand
    std::vector<std::vector<std::string_view>> keys_;
    std::map<runtime::InstanceId, Records> known_;                                             // by parent
    std::map<runtime::InstanceId, std::multimap<std::string, runtime::InstancePtr>> parents_;  // by partner
    std::map<std::string, std::uint32_t> rows_of_;  // that named a record, by what names it
};

}  // namespace waymark::partner
