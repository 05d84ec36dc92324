# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'matter_form.ui'
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
    QLabel, QLineEdit, QSizePolicy, QWidget)

from xinfang_desk.desk.reception.words import WordsEdit

class Ui_MatterForm(object):
    def setupUi(self, MatterForm):
        if not MatterForm.objectName():
            MatterForm.setObjectName(u"MatterForm")
        self.form_grid = QGridLayout(MatterForm)
        self.form_grid.setObjectName(u"form_grid")
        self.form_grid.setHorizontalSpacing(10)
        self.form_grid.setVerticalSpacing(4)
        self.form_grid.setContentsMargins(0, 0, 0, 0)
        self.request_label = QLabel(MatterForm)
        self.request_label.setObjectName(u"request_label")

        self.form_grid.addWidget(self.request_label, 0, 0, 1, 12)

        self.request_edit = WordsEdit(MatterForm)
        self.request_edit.setObjectName(u"request_edit")

        self.form_grid.addWidget(self.request_edit, 1, 0, 1, 12)

        self.request_problem = QLabel(MatterForm)
        self.request_problem.setObjectName(u"request_problem")
        self.request_problem.setWordWrap(True)
        self.request_problem.setVisible(False)

        self.form_grid.addWidget(self.request_problem, 2, 0, 1, 12)

        self.facts_label = QLabel(MatterForm)
        self.facts_label.setObjectName(u"facts_label")

        self.form_grid.addWidget(self.facts_label, 3, 0, 1, 12)

        self.facts_edit = WordsEdit(MatterForm)
        self.facts_edit.setObjectName(u"facts_edit")

        self.form_grid.addWidget(self.facts_edit, 4, 0, 1, 12)

        self.facts_problem = QLabel(MatterForm)
        self.facts_problem.setObjectName(u"facts_problem")
        self.facts_problem.setWordWrap(True)
        self.facts_problem.setVisible(False)

        self.form_grid.addWidget(self.facts_problem, 5, 0, 1, 12)

        self.purpose_label = QLabel(MatterForm)
        self.purpose_label.setObjectName(u"purpose_label")

        self.form_grid.addWidget(self.purpose_label, 6, 0, 1, 4)

        self.purpose_combo = QComboBox(MatterForm)
        self.purpose_combo.setObjectName(u"purpose_combo")

        self.form_grid.addWidget(self.purpose_combo, 7, 0, 1, 4)

        self.purpose_problem = QLabel(MatterForm)
        self.purpose_problem.setObjectName(u"purpose_problem")
        self.purpose_problem.setWordWrap(True)
        self.purpose_problem.setVisible(False)

        self.form_grid.addWidget(self.purpose_problem, 8, 0, 1, 4)

        self.content_class_label = QLabel(MatterForm)
        self.content_class_label.setObjectName(u"content_class_label")

        self.form_grid.addWidget(self.content_class_label, 6, 4, 1, 4)

        self.content_class_combo = QComboBox(MatterForm)
        self.content_class_combo.setObjectName(u"content_class_combo")

        self.form_grid.addWidget(self.content_class_combo, 7, 4, 1, 4)

        self.content_class_problem = QLabel(MatterForm)
        self.content_class_problem.setObjectName(u"content_class_problem")
        self.content_class_problem.setWordWrap(True)
        self.content_class_problem.setVisible(False)

        self.form_grid.addWidget(self.content_class_problem, 8, 4, 1, 4)

        self.body_complained_label = QLabel(MatterForm)
        self.body_complained_label.setObjectName(u"body_complained_label")

        self.form_grid.addWidget(self.body_complained_label, 6, 8, 1, 4)

        self.body_complained_edit = QLineEdit(MatterForm)
        self.body_complained_edit.setObjectName(u"body_complained_edit")

        self.form_grid.addWidget(self.body_complained_edit, 7, 8, 1, 4)

        self.body_complained_problem = QLabel(MatterForm)
        self.body_complained_problem.setObjectName(u"body_complained_problem")
        self.body_complained_problem.setWordWrap(True)
        self.body_complained_problem.setVisible(False)

        self.form_grid.addWidget(self.body_complained_problem, 8, 8, 1, 4)

        self.place_town_label = QLabel(MatterForm)
        self.place_town_label.setObjectName(u"place_town_label")

        self.form_grid.addWidget(self.place_town_label, 9, 0, 1, 4)

        self.place_town_combo = QComboBox(MatterForm)
        self.place_town_combo.setObjectName(u"place_town_combo")

        self.form_grid.addWidget(self.place_town_combo, 10, 0, 1, 4)

        self.place_town_problem = QLabel(MatterForm)
        self.place_town_problem.setObjectName(u"place_town_problem")
        self.place_town_problem.setWordWrap(True)
        self.place_town_problem.setVisible(False)

        self.form_grid.addWidget(self.place_town_problem, 11, 0, 1, 4)

        self.place_village_label = QLabel(MatterForm)
        self.place_village_label.setObjectName(u"place_village_label")

        self.form_grid.addWidget(self.place_village_label, 9, 4, 1, 4)

        self.place_village_combo = QComboBox(MatterForm)
        self.place_village_combo.setObjectName(u"place_village_combo")

        self.form_grid.addWidget(self.place_village_combo, 10, 4, 1, 4)

        self.place_village_problem = QLabel(MatterForm)
        self.place_village_problem.setObjectName(u"place_village_problem")
        self.place_village_problem.setWordWrap(True)
        self.place_village_problem.setVisible(False)

        self.form_grid.addWidget(self.place_village_problem, 11, 4, 1, 4)

        self.place_label = QLabel(MatterForm)
        self.place_label.setObjectName(u"place_label")

        self.form_grid.addWidget(self.place_label, 9, 8, 1, 4)

        self.place_edit = QLineEdit(MatterForm)
        self.place_edit.setObjectName(u"place_edit")

        self.form_grid.addWidget(self.place_edit, 10, 8, 1, 4)

        self.place_problem = QLabel(MatterForm)
        self.place_problem.setObjectName(u"place_problem")
        self.place_problem.setWordWrap(True)
        self.place_problem.setVisible(False)

        self.form_grid.addWidget(self.place_problem, 11, 8, 1, 4)

        self.reasons_label = QLabel(MatterForm)
        self.reasons_label.setObjectName(u"reasons_label")

        self.form_grid.addWidget(self.reasons_label, 12, 0, 1, 12)

        self.reasons_edit = WordsEdit(MatterForm)
        self.reasons_edit.setObjectName(u"reasons_edit")

        self.form_grid.addWidget(self.reasons_edit, 13, 0, 1, 12)

        self.reasons_problem = QLabel(MatterForm)
        self.reasons_problem.setObjectName(u"reasons_problem")
        self.reasons_problem.setWordWrap(True)
        self.reasons_problem.setVisible(False)

        self.form_grid.addWidget(self.reasons_problem, 14, 0, 1, 12)

        self.own_words_label = QLabel(MatterForm)
        self.own_words_label.setObjectName(u"own_words_label")

        self.form_grid.addWidget(self.own_words_label, 15, 0, 1, 12)

        self.own_words_edit = WordsEdit(MatterForm)
        self.own_words_edit.setObjectName(u"own_words_edit")

        self.form_grid.addWidget(self.own_words_edit, 16, 0, 1, 12)

        self.own_words_problem = QLabel(MatterForm)
        self.own_words_problem.setObjectName(u"own_words_problem")
        self.own_words_problem.setWordWrap(True)
        self.own_words_problem.setVisible(False)

        self.form_grid.addWidget(self.own_words_problem, 17, 0, 1, 12)

        self.summary_label = QLabel(MatterForm)
        self.summary_label.setObjectName(u"summary_label")

        self.form_grid.addWidget(self.summary_label, 18, 0, 1, 12)

        self.summary_edit = WordsEdit(MatterForm)
        self.summary_edit.setObjectName(u"summary_edit")

        self.form_grid.addWidget(self.summary_edit, 19, 0, 1, 12)

        self.summary_problem = QLabel(MatterForm)
        self.summary_problem.setObjectName(u"summary_problem")
        self.summary_problem.setWordWrap(True)
        self.summary_problem.setVisible(False)

        self.form_grid.addWidget(self.summary_problem, 20, 0, 1, 12)

        self.oral_check = QCheckBox(MatterForm)
        self.oral_check.setObjectName(u"oral_check")

        self.form_grid.addWidget(self.oral_check, 21, 0, 1, 6)

        self.secret_marked_check = QCheckBox(MatterForm)
        self.secret_marked_check.setObjectName(u"secret_marked_check")

        self.form_grid.addWidget(self.secret_marked_check, 21, 6, 1, 6)

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
        self.request_label.setBuddy(self.request_edit)
        self.facts_label.setBuddy(self.facts_edit)
        self.purpose_label.setBuddy(self.purpose_combo)
        self.content_class_label.setBuddy(self.content_class_combo)
        self.body_complained_label.setBuddy(self.body_complained_edit)
        self.place_town_label.setBuddy(self.place_town_combo)
        self.place_village_label.setBuddy(self.place_village_combo)
        self.place_label.setBuddy(self.place_edit)
        self.reasons_label.setBuddy(self.reasons_edit)
        self.own_words_label.setBuddy(self.own_words_edit)
        self.summary_label.setBuddy(self.summary_edit)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.request_edit, self.facts_edit)
        QWidget.setTabOrder(self.facts_edit, self.purpose_combo)
        QWidget.setTabOrder(self.purpose_combo, self.content_class_combo)
        QWidget.setTabOrder(self.content_class_combo, self.body_complained_edit)
        QWidget.setTabOrder(self.body_complained_edit, self.place_town_combo)
        QWidget.setTabOrder(self.place_town_combo, self.place_village_combo)
        QWidget.setTabOrder(self.place_village_combo, self.place_edit)
        QWidget.setTabOrder(self.place_edit, self.reasons_edit)
        QWidget.setTabOrder(self.reasons_edit, self.own_words_edit)
        QWidget.setTabOrder(self.own_words_edit, self.summary_edit)
        QWidget.setTabOrder(self.summary_edit, self.oral_check)
        QWidget.setTabOrder(self.oral_check, self.secret_marked_check)

        self.retranslateUi(MatterForm)
    # setupUi

    def retranslateUi(self, MatterForm):
        self.request_label.setText(QCoreApplication.translate("MatterForm", u"\u4ed6\u8981\u4ec0\u4e48", None))
        self.request_label.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.request_edit.setAccessibleName(QCoreApplication.translate("MatterForm", u"\u4ed6\u8981\u4ec0\u4e48", None))
#endif // QT_CONFIG(accessibility)
        self.request_problem.setText("")
        self.request_problem.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"problem", None))
        self.facts_label.setText(QCoreApplication.translate("MatterForm", u"\u53d1\u751f\u4e86\u4ec0\u4e48", None))
        self.facts_label.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.facts_edit.setAccessibleName(QCoreApplication.translate("MatterForm", u"\u53d1\u751f\u4e86\u4ec0\u4e48", None))
#endif // QT_CONFIG(accessibility)
        self.facts_problem.setText("")
        self.facts_problem.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"problem", None))
        self.purpose_label.setText(QCoreApplication.translate("MatterForm", u"\u4fe1\u8bbf\u76ee\u7684", None))
        self.purpose_label.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.purpose_combo.setAccessibleName(QCoreApplication.translate("MatterForm", u"\u4fe1\u8bbf\u76ee\u7684", None))
#endif // QT_CONFIG(accessibility)
        self.purpose_problem.setText("")
        self.purpose_problem.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"problem", None))
        self.content_class_label.setText(QCoreApplication.translate("MatterForm", u"\u5185\u5bb9\u7c7b\u522b\uff08\u5f85\u6838\uff09", None))
        self.content_class_label.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.content_class_combo.setAccessibleName(QCoreApplication.translate("MatterForm", u"\u5185\u5bb9\u7c7b\u522b\uff08\u5f85\u6838\uff09", None))
#endif // QT_CONFIG(accessibility)
        self.content_class_problem.setText("")
        self.content_class_problem.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"problem", None))
        self.body_complained_label.setText(QCoreApplication.translate("MatterForm", u"\u53cd\u6620\u54ea\u4e2a\u5355\u4f4d", None))
        self.body_complained_label.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.body_complained_edit.setAccessibleName(QCoreApplication.translate("MatterForm", u"\u53cd\u6620\u54ea\u4e2a\u5355\u4f4d", None))
#endif // QT_CONFIG(accessibility)
        self.body_complained_problem.setText("")
        self.body_complained_problem.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"problem", None))
        self.place_town_label.setText(QCoreApplication.translate("MatterForm", u"\u53d1\u751f\u5728\u54ea\u4e2a\u4e61\u9547", None))
        self.place_town_label.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.place_town_combo.setAccessibleName(QCoreApplication.translate("MatterForm", u"\u53d1\u751f\u5728\u54ea\u4e2a\u4e61\u9547", None))
#endif // QT_CONFIG(accessibility)
        self.place_town_problem.setText("")
        self.place_town_problem.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"problem", None))
        self.place_village_label.setText(QCoreApplication.translate("MatterForm", u"\u54ea\u4e2a\u6751\u3001\u793e\u533a", None))
        self.place_village_label.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.place_village_combo.setAccessibleName(QCoreApplication.translate("MatterForm", u"\u54ea\u4e2a\u6751\u3001\u793e\u533a", None))
#endif // QT_CONFIG(accessibility)
        self.place_village_problem.setText("")
        self.place_village_problem.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"problem", None))
        self.place_label.setText(QCoreApplication.translate("MatterForm", u"\u5177\u4f53\u5730\u70b9", None))
        self.place_label.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.place_edit.setAccessibleName(QCoreApplication.translate("MatterForm", u"\u5177\u4f53\u5730\u70b9", None))
#endif // QT_CONFIG(accessibility)
        self.place_problem.setText("")
        self.place_problem.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"problem", None))
        self.reasons_label.setText(QCoreApplication.translate("MatterForm", u"\u4ed6\u8bf4\u7684\u7406\u7531\uff08\u53ef\u7a7a\uff09", None))
        self.reasons_label.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.reasons_edit.setAccessibleName(QCoreApplication.translate("MatterForm", u"\u4ed6\u8bf4\u7684\u7406\u7531\uff08\u53ef\u7a7a\uff09", None))
#endif // QT_CONFIG(accessibility)
        self.reasons_problem.setText("")
        self.reasons_problem.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"problem", None))
        self.own_words_label.setText(QCoreApplication.translate("MatterForm", u"\u4ed6\u7684\u539f\u8bdd\uff08\u53ef\u7a7a\uff09", None))
        self.own_words_label.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.own_words_edit.setAccessibleName(QCoreApplication.translate("MatterForm", u"\u4ed6\u7684\u539f\u8bdd\uff08\u53ef\u7a7a\uff09", None))
#endif // QT_CONFIG(accessibility)
        self.own_words_problem.setText("")
        self.own_words_problem.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"problem", None))
        self.summary_label.setText(QCoreApplication.translate("MatterForm", u"\u63a5\u8bbf\u5458\u6458\u8981\uff08\u53ef\u7a7a\uff09", None))
        self.summary_label.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.summary_edit.setAccessibleName(QCoreApplication.translate("MatterForm", u"\u63a5\u8bbf\u5458\u6458\u8981\uff08\u53ef\u7a7a\uff09", None))
#endif // QT_CONFIG(accessibility)
        self.summary_problem.setText("")
        self.summary_problem.setProperty(u"kind", QCoreApplication.translate("MatterForm", u"problem", None))
        self.oral_check.setText(QCoreApplication.translate("MatterForm", u"\u6ca1\u4ea4\u4e66\u9762\u6750\u6599\uff0c\u53e3\u5934\u8bf4\u7684", None))
#if QT_CONFIG(accessibility)
        self.oral_check.setAccessibleName(QCoreApplication.translate("MatterForm", u"\u6ca1\u4ea4\u4e66\u9762\u6750\u6599\uff0c\u53e3\u5934\u8bf4\u7684", None))
#endif // QT_CONFIG(accessibility)
        self.secret_marked_check.setText(QCoreApplication.translate("MatterForm", u"\u6750\u6599\u6709\u201c\u79d8\u5bc6\u201d\u5b57\u6837\uff0c\u5df2\u5c01\u5b58", None))
#if QT_CONFIG(accessibility)
        self.secret_marked_check.setAccessibleName(QCoreApplication.translate("MatterForm", u"\u6750\u6599\u6709\u201c\u79d8\u5bc6\u201d\u5b57\u6837\uff0c\u5df2\u5c01\u5b58", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi

