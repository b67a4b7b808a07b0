#include "daemon/sample/load.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

#include "daemon/sample/connection.hpp"
#include "daemon/sample/editions.hpp"
#include "daemon/sample/imports.hpp"
#include "workflows/partner/imports/consumption_file.hpp"

namespace waymark::sample {
namespace {

using boost::json::value;

/// What a story's names stand for by now.
struct Known {
    std::map<std::string, std::string> ids, tokens;
};

struct Due {
    Instant at;
    std::size_t story, step;  // story 0: the cast
};

/// Commands of one family at one instant: [begin, end) of the agenda.
struct Share {
    std::size_t begin, end;
};

class Performance {
  public:
    Performance(const Program& program, unsigned short port, std::string admin)
        : port_(port), main_(port), admin_(std::move(admin)) {
        stories_.push_back(&program.cast);
        for (const auto& story : program.stories) stories_.push_back(&story);
        known_.resize(stories_.size());
        for (std::size_t story = 0; story < stories_.size(); ++story)
            for (std::size_t step = 0; step < stories_[story]->steps().size(); ++step)
                agenda_.push_back({stories_[story]->steps()[step].at, story, step});
        std::ranges::stable_sort(agenda_, {}, &Due::at);
    }

    Loaded run(const Program& program, const std::function<void(int)>& progress) {
        Loaded loaded;
        for (std::size_t begin = 0, end = 0; begin < agenda_.size(); begin = end) {
            const auto at = agenda_[begin].at;
            import_until(program, at);
            while (end < agenda_.size() && agenda_[end].at == at) ++end;
            if (begin != 0 || at > program.beginning) move_clock(at);
            perform(begin, end);
            progress(static_cast<int>(end * 100 / agenda_.size()));
            ++loaded.moves;
        }
        import_until(program, program.now);
        move_clock(program.now);
        loaded.commands = agenda_.size();
        loaded.tokens = known_.front().tokens;
        for (std::size_t story = 1; story < stories_.size(); ++story)
            for (const auto& [who, token] : known_[story].tokens)
                loaded.tokens.try_emplace(stories_[story]->title(), token);
        return loaded;
    }

  private:
    static constexpr std::size_t connections = 4;

    void move_clock(Instant to) {
        main_.post(admin_, "/api/v1/clock", boost::json::object{{"to", to_text(to)}}, "clock-" + to_text(to));
    }

    /// The files of the months that end until then. A month in which nobody has used anything has no file;
    /// the next one says that it is complete, too.
    void import_until(const Program& program, Instant until) {
        for (; imported_ < program.closings.size() && program.closings[imported_].at <= until; ++imported_) {
            const auto& closing = program.closings[imported_];
            ConsumptionSheet sheet(closing.month);
            for (std::size_t story = 1; story < stories_.size(); ++story)
                if (const auto partner = known_[story].ids.find("partner");
                    partner != known_[story].ids.end())
                    sheet.add(*stories_[story], partner->second);
            if (sheet.rows() == 0) continue;
            move_clock(closing.at);
            import(closing, sheet, program.closings.front().month);
            if (imported_ + 1 != program.closings.size()) continue;
            leave_unpublished(sheet);
            leave_editions(main_, known_.front().tokens, closing.at);
        }
    }

    void import(const Closing& closing, const ConsumptionSheet& sheet, std::chrono::year_month first) {
        using std::chrono::months;
        std::vector<std::string> complete;
        for (auto month = complete_ ? *complete_ + months(1) : first - months(24); month <= closing.month;
             month += months(1))
            complete.push_back(partner::to_text(month));
        complete_ = closing.month;
        Imports imports(main_, known_.front().tokens.at("finance"));
        const auto id = imports.send("consumption-" + partner::to_text(closing.month) + ".csv", sheet.csv());
        imports.check(id);
        imports.publish(id, sheet, complete);
        // What the specializations are told of it, they are told at this instant.
        main_.post(admin_, "/api/v1/clock", boost::json::object{{"to", to_text(closing.at)}}, "told-" + id);
    }

    /// One in each state in which an import can be left.
    void leave_unpublished(const ConsumptionSheet& sheet) {
        Imports imports(main_, known_.front().tokens.at("finance"));
        const auto& csv = sheet.csv();
        imports.send("consumption-part-1-of-2.csv", csv);
        imports.check(imports.send("consumption-without-partners.csv",
                                   "account,partner,service,month,amount\nacc-1,,compute,2026-01,1.00\n"));
        imports.check(imports.send("consumption-once-more.csv", csv));
        imports.discard(imports.send("consumption-sent-by-mistake.csv", csv));
    }

    /// All that happens at one instant.
    void perform(std::size_t begin, std::size_t end) {
        std::vector<Share> shares;
        for (std::size_t i = begin; i < end; ++i) {
            if (shares.empty() || agenda_[shares.back().begin].story != agenda_[i].story)
                shares.push_back({i, i});
            shares.back().end = i + 1;
        }
        if (shares.size() == 1) return perform(main_, shares.front());
        std::atomic<std::size_t> next = 0;
        std::mutex mutex;
        std::exception_ptr failed;
        const auto work = [&](Connection& connection) {
            try {
                for (std::size_t i; (i = next++) < shares.size();) perform(connection, shares[i]);
            } catch (...) {
                const std::lock_guard lock(mutex);
                failed = std::current_exception();
            }
        };
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i + 1 < std::min(shares.size(), connections); ++i) {
                auto& connection = more_.at(i);
                if (!connection) connection.emplace(port_);
                threads.emplace_back([&] { work(*connection); });
            }
            work(main_);
        }
        if (failed) std::rethrow_exception(failed);
    }

    void perform(Connection& connection, const Share& share) {
        for (std::size_t i = share.begin; i < share.end; ++i) {
            const auto& due = agenda_[i];
            const auto& story = *stories_[due.story];
            const auto& step = story.steps()[due.step];
            auto& known = known_[due.story];
            try {
                const auto path = with_ids(connection, known, step.path);
                const auto answer =
                    connection.post(token_of(known, step.who), path, with_ids(connection, known, step.body),
                                    std::to_string(due.story) + "-" + std::to_string(due.step));
                learn(known, step, answer);
            } catch (const std::exception& error) {
                throw std::runtime_error("The sample program's story “" + story.title() + "” (" +
                                         std::to_string(due.story) + ") fails at " + to_text(step.at) + ", " +
                                         step.who + " with " + step.path + " " +
                                         boost::json::serialize(step.body) + ": " + error.what());
            }
        }
    }

    static void learn(Known& known, const Step& step, const value& answer) {
        if (const auto* token = answer.as_object().if_contains("token"); token != nullptr) {
            known.tokens[step.as] = token->as_string().c_str();
            return;
        }
        const auto take = [&](const value& instance) {
            known.ids[instance.at("workflow").as_string().c_str()] = instance.at("id").as_string().c_str();
        };
        for (const auto& touched : answer.at("touched").as_array()) take(touched);
        take(answer.at("instance"));
        if (!step.as.empty()) known.ids[step.as] = answer.at("instance").at("id").as_string().c_str();
    }

    std::string token_of(const Known& known, const std::string& who) const {
        if (who == "admin") return admin_;
        const auto own = known.tokens.find(who);
        return own != known.tokens.end() ? own->second : known_.front().tokens.at(who);
    }

    /// The id that a name stands for. What is none, stays.
    std::string id_of(Connection& connection, const Known& known, const std::string& name) const {
        if (const auto colon = name.find(':'); colon != std::string::npos) {
            const auto partner = known.ids.find("partner");
            const auto page = connection.get(
                admin_, "/api/v1/" + name.substr(0, colon) +
                            "s?limit=1&filter=state:" + name.substr(colon + 1) +
                            (partner == known.ids.end() ? std::string() : "&partner=" + partner->second));
            return page.at("items").at(0).at("id").as_string().c_str();
        }
        if (const auto own = known.ids.find(name); own != known.ids.end()) return own->second;
        return known_.front().ids.at(name);
    }

    std::string with_ids(Connection& connection, const Known& known, const std::string& text) const {
        const auto at = text.find('@');
        if (at == std::string::npos || (at != 0 && text[at - 1] != '/')) return text;
        const auto end = std::min(text.find('/', at), text.size());
        return text.substr(0, at) + id_of(connection, known, text.substr(at + 1, end - at - 1)) +
               text.substr(end);
    }

    value with_ids(Connection& connection, const Known& known, const value& body) const {
        if (body.is_string()) return value(with_ids(connection, known, std::string(body.get_string())));
        auto copy = body;
        if (copy.is_object())
            for (auto& member : copy.get_object())
                member.value() = with_ids(connection, known, member.value());
        if (copy.is_array())
            for (auto& element : copy.get_array()) element = with_ids(connection, known, element);
        return copy;
    }

    unsigned short port_;
    Connection main_;
    std::array<std::optional<Connection>, connections - 1> more_;
    std::string admin_;
    std::vector<const Story*> stories_;
    std::vector<Known> known_;
    std::vector<Due> agenda_;
    std::size_t imported_ = 0;                         // of the program's closings
    std::optional<std::chrono::year_month> complete_;  // up to this month
};

}  // namespace

Loaded load(const Program& program, unsigned short port, const std::string& admin_token,
            const std::function<void(int)>& progress) {
    return Performance(program, port, admin_token).run(program, progress);
}

}  // namespace waymark::sample
