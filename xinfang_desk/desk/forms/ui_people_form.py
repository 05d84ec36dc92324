# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'people_form.ui'
##
## Created by: Qt User Interface Compiler version 6.9.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QCheckBox, QComboBox, QGridLayout,
    QLabel, QLineEdit, QSizePolicy, QSpinBox,
    QWidget)

class Ui_PeopleForm(object):
    def setupUi(self, PeopleForm):
        if not PeopleForm.objectName():
            PeopleForm.setObjectName(u"PeopleForm")
        self.form_grid = QGridLayout(PeopleForm)
        self.form_grid.setObjectName(u"form_grid")
        self.form_grid.setHorizontalSpacing(10)
        self.form_grid.setVerticalSpacing(4)
        self.form_grid.setContentsMargins(0, 0, 0, 0)
        self.people_label = QLabel(PeopleForm)
        self.people_label.setObjectName(u"people_label")

        self.form_grid.addWidget(self.people_label, 0, 0, 1, 3)

        self.people_spin = QSpinBox(PeopleForm)
        self.people_spin.setObjectName(u"people_spin")

        self.form_grid.addWidget(self.people_spin, 1, 0, 1, 3)

        self.people_problem = QLabel(PeopleForm)
        self.people_problem.setObjectName(u"people_problem")
        self.people_problem.setWordWrap(True)
        self.people_problem.setVisible(False)

        self.form_grid.addWidget(self.people_problem, 2, 0, 1, 3)

        self.concerned_label = QLabel(PeopleForm)
        self.concerned_label.setObjectName(u"concerned_label")

        self.form_grid.addWidget(self.concerned_label, 0, 3, 1, 3)

        self.concerned_spin = QSpinBox(PeopleForm)
        self.concerned_spin.setObjectName(u"concerned_spin")

        self.form_grid.addWidget(self.concerned_spin, 1, 3, 1, 3)

        self.concerned_problem = QLabel(PeopleForm)
        self.concerned_problem.setObjectName(u"concerned_problem")
        self.concerned_problem.setWordWrap(True)
        self.concerned_problem.setVisible(False)

        self.form_grid.addWidget(self.concerned_problem, 2, 3, 1, 3)

        self.receiver_label = QLabel(PeopleForm)
        self.receiver_label.setObjectName(u"receiver_label")

        self.form_grid.addWidget(self.receiver_label, 0, 6, 1, 6)

        self.receiver_combo = QComboBox(PeopleForm)
        self.receiver_combo.setObjectName(u"receiver_combo")

        self.form_grid.addWidget(self.receiver_combo, 1, 6, 1, 6)

        self.receiver_problem = QLabel(PeopleForm)
        self.receiver_problem.setObjectName(u"receiver_problem")
        self.receiver_problem.setWordWrap(True)
        self.receiver_problem.setVisible(False)

        self.form_grid.addWidget(self.receiver_problem, 2, 6, 1, 6)

        self.communication_sign_check = QCheckBox(PeopleForm)
        self.communication_sign_check.setObjectName(u"communication_sign_check")

        self.form_grid.addWidget(self.communication_sign_check, 3, 0, 1, 2)

        self.communication_dialect_check = QCheckBox(PeopleForm)
        self.communication_dialect_check.setObjectName(u"communication_dialect_check")

        self.form_grid.addWidget(self.communication_dialect_check, 3, 2, 1, 4)

        self.communication_scribe_check = QCheckBox(PeopleForm)
        self.communication_scribe_check.setObjectName(u"communication_scribe_check")

        self.form_grid.addWidget(self.communication_scribe_check, 3, 6, 1, 2)

        self.communication_read_aloud_check = QCheckBox(PeopleForm)
        self.communication_read_aloud_check.setObjectName(u"communication_read_aloud_check")

        self.form_grid.addWidget(self.communication_read_aloud_check, 3, 8, 1, 2)

        self.communication_interpreter_check = QCheckBox(PeopleForm)
        self.communication_interpreter_check.setObjectName(u"communication_interpreter_check")

        self.form_grid.addWidget(self.communication_interpreter_check, 3, 10, 1, 2)

        self.interpreter_label = QLabel(PeopleForm)
        self.interpreter_label.setObjectName(u"interpreter_label")

        self.form_grid.addWidget(self.interpreter_label, 4, 0, 1, 6)

        self.interpreter_edit = QLineEdit(PeopleForm)
        self.interpreter_edit.setObjectName(u"interpreter_edit")

        self.form_grid.addWidget(self.interpreter_edit, 5, 0, 1, 6)

        self.interpreter_problem = QLabel(PeopleForm)
        self.interpreter_problem.setObjectName(u"interpreter_problem")
        self.interpreter_problem.setWordWrap(True)
        self.interpreter_problem.setVisible(False)

        self.form_grid.addWidget(self.interpreter_problem, 6, 0, 1, 6)

        self.interpreter_relation_label = QLabel(PeopleForm)
        self.interpreter_relation_label.setObjectName(u"interpreter_relation_label")

        self.form_grid.addWidget(self.interpreter_relation_label, 4, 6, 1, 6)

        self.interpreter_relation_edit = QLineEdit(PeopleForm)
        self.interpreter_relation_edit.setObjectName(u"interpreter_relation_edit")

        self.form_grid.addWidget(self.interpreter_relation_edit, 5, 6, 1, 6)

        self.interpreter_relation_problem = QLabel(PeopleForm)
        self.interpreter_relation_problem.setObjectName(u"interpreter_relation_problem")
        self.interpreter_relation_problem.setWordWrap(True)
        self.interpreter_relation_problem.setVisible(False)

        self.form_grid.addWidget(self.interpreter_relation_problem, 6, 6, 1, 6)

        self.form_grid.setColumnStretch(0, 1)
        self.form_grid.setColumnStretch(1, 1)
        self.form_grid.setColumnStretch(2, 1)
        self.form_grid.setColumnStretch(3, 1)
        self.form_grid.setColumnStretch(4, 1)
        self.form_grid.setColumnStretch(5, 1)
        self.form_grid.setColumnStretch(6, 1)
        self.form_grid.setColumnStretch(7, 1)
        self.form_grid.setColumnStretch(8, 1)
        self.form_grid.setColumnStretch(9, 1)
        self.form_grid.setColumnStretch(10, 1)
        self.form_grid.setColumnStretch(11, 1)
#if QT_CONFIG(shortcut)
        self.people_label.setBuddy(self.people_spin)
        self.concerned_label.setBuddy(self.concerned_spin)
        self.receiver_label.setBuddy(self.receiver_combo)
        self.interpreter_label.setBuddy(self.interpreter_edit)
        self.interpreter_relation_label.setBuddy(self.interpreter_relation_edit)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.people_spin, self.concerned_spin)
        QWidget.setTabOrder(self.concerned_spin, self.receiver_combo)
        QWidget.setTabOrder(self.receiver_combo, self.communication_sign_check)
        QWidget.setTabOrder(self.communication_sign_check, self.communication_dialect_check)
        QWidget.setTabOrder(self.communication_dialect_check, self.communication_scribe_check)
        QWidget.setTabOrder(self.communication_scribe_check, self.communication_read_aloud_check)
        QWidget.setTabOrder(self.communication_read_aloud_check, self.communication_interpreter_check)
        QWidget.setTabOrder(self.communication_interpreter_check, self.interpreter_edit)
        QWidget.setTabOrder(self.interpreter_edit, self.interpreter_relation_edit)

        self.retranslateUi(PeopleForm)
    # setupUi

    def retranslateUi(self, PeopleForm):
        self.people_label.setText(QCoreApplication.translate("PeopleForm", u"\u6765\u4e86\u51e0\u4eba", None))
        self.people_label.setProperty(u"kind", QCoreApplication.translate("PeopleForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.people_spin.setAccessibleName(QCoreApplication.translate("PeopleForm", u"\u6765\u4e86\u51e0\u4eba", None))
#endif // QT_CONFIG(accessibility)
        self.people_problem.setText("")
        self.people_problem.setProperty(u"kind", QCoreApplication.translate("PeopleForm", u"problem", None))
        self.concerned_label.setText(QCoreApplication.translate("PeopleForm", u"\u6d89\u53ca\u51e0\u4eba", None))
        self.concerned_label.setProperty(u"kind", QCoreApplication.translate("PeopleForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.concerned_spin.setAccessibleName(QCoreApplication.translate("PeopleForm", u"\u6d89\u53ca\u51e0\u4eba", None))
#endif // QT_CONFIG(accessibility)
        self.concerned_problem.setText("")
        self.concerned_problem.setProperty(u"kind", QCoreApplication.translate("PeopleForm", u"problem", None))
        self.receiver_label.setText(QCoreApplication.translate("PeopleForm", u"\u8c01\u63a5\u5f85", None))
        self.receiver_label.setProperty(u"kind", QCoreApplication.translate("PeopleForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.receiver_combo.setAccessibleName(QCoreApplication.translate("PeopleForm", u"\u8c01\u63a5\u5f85", None))
#endif // QT_CONFIG(accessibility)
        self.receiver_problem.setText("")
        self.receiver_problem.setProperty(u"kind", QCoreApplication.translate("PeopleForm", u"problem", None))
        self.communication_sign_check.setText(QCoreApplication.translate("PeopleForm", u"\u624b\u8bed", None))
#if QT_CONFIG(accessibility)
        self.communication_sign_check.setAccessibleName(QCoreApplication.translate("PeopleForm", u"\u624b\u8bed", None))
#endif // QT_CONFIG(accessibility)
        self.communication_dialect_check.setText(QCoreApplication.translate("PeopleForm", u"\u65b9\u8a00\uff08\u4f97\u3001\u82d7\u7b49\uff09", None))
#if QT_CONFIG(accessibility)
        self.communication_dialect_check.setAccessibleName(QCoreApplication.translate("PeopleForm", u"\u65b9\u8a00\uff08\u4f97\u3001\u82d7\u7b49\uff09", None))
#endif // QT_CONFIG(accessibility)
        self.communication_scribe_check.setText(QCoreApplication.translate("PeopleForm", u"\u4ee3\u4e66", None))
#if QT_CONFIG(accessibility)
        self.communication_scribe_check.setAccessibleName(QCoreApplication.translate("PeopleForm", u"\u4ee3\u4e66", None))
#endif // QT_CONFIG(accessibility)
        self.communication_read_aloud_check.setText(QCoreApplication.translate("PeopleForm", u"\u5ff5\u8bfb", None))
#if QT_CONFIG(accessibility)
        self.communication_read_aloud_check.setAccessibleName(QCoreApplication.translate("PeopleForm", u"\u5ff5\u8bfb", None))
#endif // QT_CONFIG(accessibility)
        self.communication_interpreter_check.setText(QCoreApplication.translate("PeopleForm", u"\u7ffb\u8bd1", None))
#if QT_CONFIG(accessibility)
        self.communication_interpreter_check.setAccessibleName(QCoreApplication.translate("PeopleForm", u"\u7ffb\u8bd1", None))
#endif // QT_CONFIG(accessibility)
        self.interpreter_label.setText(QCoreApplication.translate("PeopleForm", u"\u7ffb\u8bd1\u4eba\u59d3\u540d", None))
        self.interpreter_label.setProperty(u"kind", QCoreApplication.translate("PeopleForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.interpreter_edit.setAccessibleName(QCoreApplication.translate("PeopleForm", u"\u7ffb\u8bd1\u4eba\u59d3\u540d", None))
#endif // QT_CONFIG(accessibility)
        self.interpreter_problem.setText("")
        self.interpreter_problem.setProperty(u"kind", QCoreApplication.translate("PeopleForm", u"problem", None))
        self.interpreter_relation_label.setText(QCoreApplication.translate("PeopleForm", u"\u7ffb\u8bd1\u4eba\u548c\u6765\u8bbf\u4eba\u7684\u5173\u7cfb", None))
        self.interpreter_relation_label.setProperty(u"kind", QCoreApplication.translate("PeopleForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.interpreter_relation_edit.setAccessibleName(QCoreApplication.translate("PeopleForm", u"\u7ffb\u8bd1\u4eba\u548c\u6765\u8bbf\u4eba\u7684\u5173\u7cfb", None))
#endif // QT_CONFIG(accessibility)
        self.interpreter_relation_problem.setText("")
        self.interpreter_relation_problem.setProperty(u"kind", QCoreApplication.translate("PeopleForm", u"problem", None))
        pass
    # retranslateUi

