// What `waymark demo` plays on: it types commands as people would, performs them at a rehearsal, and says in
// the newcomer's language what they did, who was told, and what comes next. Knows nothing of what is played.
// Thread: one.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "daemon/cli/session.hpp"

namespace waymark::cli {

struct Both {  // a text in both languages
    const char *english, *russian;
};

class DemoStage {
  public:
    DemoStage(const Session& session, bool pauses, std::string server, const std::string& admin_token);

    /// Somebody who acts: by this login the prompt and the other calls name him. Gives the person's id.
    std::string person(const std::string& login, const Both& name, const std::string& role,
                       boost::json::array more_roles = {}, boost::json::array competences = {});
    /// Whose messages and timers are told of from now on: the family of this instance.
    void follow(const std::string& family);

    void chapter(const Both& title);
    void say(const Both& text);

    /// `waymark` with these words, typed by that person: COLLECTION create MEMBERS…, or COLLECTION send ID
    /// EVENT MEMBERS… Gives the id of the instance that it made or moved.
    std::string type(const std::string& login, const std::vector<std::string>& words);
    /// The same, by somebody who is refused; the refusal is shown. CHECK: it was one.
    void try_in_vain(const std::string& login, const std::vector<std::string>& words);
    /// Moves the clock to this day, 00:00 in the program's zone, or instant; says what was told on the way.
    void until(const std::string& to);
    /// `waymark` with these words, typed by the administrator, and what it prints.
    void look(const std::vector<std::string>& words, const std::function<void()>& print);

    [[nodiscard]] boost::json::value get(const std::string& path) const {
        return clients_.at("admin").get(path).json();
    }
    /// The newest instance of a workflow in the family that is followed.
    [[nodiscard]] std::string newest(const std::string& workflow) const;

    /// Waits for Enter. Throws Failure when the newcomer has had enough (Ctrl-C).
    void pause();

  private:
    [[nodiscard]] std::string in_language(const Both& text) const;
    void prompt(const std::string& login, const std::vector<std::string>& words) const;
    boost::json::value perform(const std::string& login, const std::vector<std::string>& words) const;
    void show_moved(const boost::json::value& answer) const;
    void show_told();
    void show_next() const;
    [[nodiscard]] std::string title_of(const std::string& workflow, const std::string& event) const;

    const Session& session_;
    const bool russian_, pauses_, colours_;
    std::string server_, family_;
    std::map<std::string, Client> clients_;      // by login
    std::map<std::string, std::string> titles_;  // of workflows, and of WORKFLOW/EVENT
    std::set<std::string> told_;                 // the messages told of already, by id
    int chapters_ = 0;
};

}  // namespace waymark::cli
